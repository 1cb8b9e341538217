// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/place_queries.h"

#include <algorithm>
#include <array>

#include "kb/store/statement.h"

namespace firstfix::store {
namespace {

constexpr double kNearM = 300.0;

// The column's CHECK allows no other text.
CoverageGrade parse_grade(const std::string& text) {
  for (const CoverageGrade grade : {CoverageGrade::good, CoverageGrade::weak}) {
    if (text == to_string(grade)) return grade;
  }
  return CoverageGrade::none;
}

}  // namespace

CoverageQuery::CoverageQuery(soci::session& session)
    : at_tile_((session.prepare << "SELECT latitude, longitude, mean_rsrp_dbm, samples, grade,"
                                   " coalesce(busy_load, -1.0) FROM coverage_tiles WHERE tile = :tile",
                soci::use(tile_), soci::into(row_.centre.latitude), soci::into(row_.centre.longitude),
                soci::into(row_.mean_rsrp_dbm), soci::into(samples_), soci::into(grade_),
                soci::into(busy_load_))),
      in_box_((session.prepare << "SELECT t.latitude, t.longitude, t.mean_rsrp_dbm, t.samples, t.grade,"
                                  " coalesce(t.busy_load, -1.0) FROM coverage_index i CROSS JOIN "
                                  "coverage_tiles t ON t.tile = i.tile"
                                  " WHERE i.north >= :south AND i.south <= :north"
                                  " AND i.east >= :west AND i.west <= :east",
               soci::use(box_.south), soci::use(box_.north), soci::use(box_.west), soci::use(box_.east),
               soci::into(row_.centre.latitude), soci::into(row_.centre.longitude),
               soci::into(row_.mean_rsrp_dbm), soci::into(samples_), soci::into(grade_),
               soci::into(busy_load_))) {}

CoverageTile CoverageQuery::tile() const {
  CoverageTile tile = row_;
  tile.samples = static_cast<int>(samples_);
  tile.grade = parse_grade(grade_);
  if (busy_load_ >= 0.0) tile.busy_load = busy_load_;
  return tile;
}

std::optional<CoverageTile> CoverageQuery::run(GeoPoint point) {
  tile_ = tile_of(point);
  std::optional<CoverageTile> found;
  for_each_row(at_tile_, [&] { found = tile(); });
  return found ? found : nearest(point);
}

std::optional<CoverageTile> CoverageQuery::nearest(GeoPoint point) {
  box_ = box_around(point, kNearM);
  std::optional<CoverageTile> best;
  double best_m = kNearM;
  for_each_row(in_box_, [&] {
    const double away_m = distance_m(point, row_.centre);
    if (away_m > best_m) return;
    best_m = away_m;
    best = tile();
  });
  return best;
}

std::optional<CoverageTile> CoverageQuery::around(GeoPoint point, double radius_m) {
  box_ = box_around(point, radius_m);
  std::array<int, 3> graded{};  // samples by grade
  double load_samples = 0.0;
  CoverageTile whole;
  whole.centre = point;
  whole.busy_load = 0.0;
  for_each_row(in_box_, [&] {
    if (distance_m(point, row_.centre) > radius_m) return;
    const CoverageTile one = tile();
    whole.mean_rsrp_dbm += one.mean_rsrp_dbm * one.samples;
    whole.samples += one.samples;
    graded.at(static_cast<std::size_t>(one.grade)) += one.samples;
    if (!one.busy_load) return;
    *whole.busy_load += *one.busy_load * one.samples;
    load_samples += one.samples;
  });
  if (whole.samples == 0) return std::nullopt;
  whole.mean_rsrp_dbm /= whole.samples;
  whole.grade = static_cast<CoverageGrade>(std::ranges::max_element(graded) - graded.begin());
  if (load_samples > 0.0) {
    *whole.busy_load /= load_samples;
  } else {
    whole.busy_load.reset();
  }
  return whole;
}

std::vector<CoverageTile> CoverageQuery::tiles_around(GeoPoint point, double radius_m) {
  box_ = box_around(point, radius_m);
  std::vector<CoverageTile> tiles;
  for_each_row(in_box_, [&] {
    if (distance_m(point, row_.centre) <= radius_m) tiles.push_back(tile());
  });
  return tiles;
}

HasCoverageQuery::HasCoverageQuery(soci::session& session)
    : statement_((session.prepare << "SELECT EXISTS (SELECT 1 FROM coverage_tiles)", soci::into(found_))) {}

bool HasCoverageQuery::run() {
  for_each_row(statement_, [] {});
  return found_ != 0;
}

KnownAreasQuery::KnownAreasQuery(soci::session& session)
    : statement_((session.prepare << "SELECT name, kind, latitude, longitude, radius_m FROM known_areas",
                  soci::into(row_.name), soci::into(row_.kind), soci::into(row_.centre.latitude),
                  soci::into(row_.centre.longitude), soci::into(row_.radius_m))) {}

std::vector<Area> KnownAreasQuery::run() {
  std::vector<Area> areas;
  for_each_row(statement_, [&] { areas.push_back(row_); });
  return areas;
}

EventsQuery::EventsQuery(soci::session& session)
    : statement_((session.prepare << "SELECT e.id, e.kind, e.title, e.area, e.latitude, e.longitude,"
                                     " e.radius_m, e.starts_at, e.ends_at"
                                     " FROM network_event_index i"
                                     " CROSS JOIN network_events e ON e.number = i.number"
                                     " WHERE i.south <= :lat AND i.north >= :lat2"
                                     " AND i.west <= :lon AND i.east >= :lon2"
                                     " AND (e.ends_at IS NULL OR e.ends_at > :from) AND e.starts_at <= :until"
                                     " ORDER BY e.starts_at, e.id",
                  soci::use(point_.latitude), soci::use(point_again_.latitude), soci::use(point_.longitude),
                  soci::use(point_again_.longitude), soci::use(from_), soci::use(until_), soci::into(row_.id),
                  soci::into(kind_), soci::into(row_.title), soci::into(row_.area),
                  soci::into(row_.centre.latitude), soci::into(row_.centre.longitude),
                  soci::into(row_.radius_m), soci::into(starts_at_), soci::into(ends_at_, has_end_))) {}

NetworkEvent EventsQuery::event() const {
  NetworkEvent event = row_;
  event.kind = kind_ == to_string(EventKind::planned) ? EventKind::planned : EventKind::outage;
  event.starts_at = to_time(starts_at_);
  if (has_end_ == soci::i_ok) event.ends_at = to_time(ends_at_);
  return event;
}

std::vector<NetworkEvent> EventsQuery::run(GeoPoint point, Timestamp from, Timestamp until) {
  point_ = point_again_ = point;
  from_ = to_column(from);
  until_ = to_column(until);
  std::vector<NetworkEvent> events;
  for_each_row(statement_, [&] {
    if (distance_m(point, row_.centre) <= row_.radius_m) events.push_back(event());
  });
  return events;
}

}  // namespace firstfix::store
