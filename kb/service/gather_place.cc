// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "kb/service/gathering.h"

namespace firstfix::service {
namespace {

constexpr std::chrono::hours kPlannedWorkAhead{24};
constexpr double kLeastAreaM = 300.0;   // around the middle of a named place
constexpr double kMostAreaM = 2'000.0;  // a larger one has good and bad corners
constexpr double kPointM = 150.0;       // a location as exact as that is a point
constexpr double kSameAreaM = 1'000.0;  // the table's area name still holds that far away

// Where the caller is, or speaks of.
struct Spot {
  GeoPoint point;
  double radius_m = 0.0;  // 0: as exact as a tile
  std::string area;
  std::string kind;
  std::string source;  // "location", "network", "symptom"
  Message detail;
  std::optional<Timestamp> at;
};

std::string whole(double number) {
  return fmt::format("{:.0f}", number);
}

std::optional<Spot> from_table(Gathering& gathering) {
  if (!gathering.in_time("location")) return std::nullopt;
  const auto found =
      gathering.answered(gathering.records().last_location(gathering.question().phone), "location");
  if (!found) return std::nullopt;
  return Spot{found->point,
              0.0,
              found->area,
              found->kind,
              "location",
              {"detail.location.update",
               {{"when", gathering.when(found->seen_at)}, {"age", gathering.age(found->seen_at)}}},
              found->seen_at};
}

// The later of the two; the network tells no names, so the table's stands while it is about there.
std::optional<Spot> from_network(const Gathering& gathering, const std::optional<Spot>& table) {
  const auto& location = gathering.network.location;
  if (!location || (table && table->at && *table->at >= location->at)) return table;
  Spot spot{location->centre,
            location->radius_m,
            {},
            {},
            "network",
            {"detail.location.network",
             {{"age", gathering.age(location->at)}, {"metres", whole(location->radius_m)}}},
            location->at};
  if (table && distance_m(table->point, spot.point) <= location->radius_m + kSameAreaM) {
    spot.area = table->area;
    spot.kind = table->kind;
  }
  return spot;
}

std::optional<Spot> from_words(const Gathering& gathering) {
  const PlaceBook* places = gathering.sources().places;
  if (places == nullptr || gathering.question().said.empty()) return std::nullopt;
  const auto match = places->names()->find(gathering.question().said);
  if (!match) return std::nullopt;
  return Spot{match->area.centre,
              std::clamp(match->area.radius_m, kLeastAreaM, kMostAreaM),
              match->area.name,
              match->area.kind,
              "symptom",
              {"detail.location.said", {{"place", match->said}}},
              {}};
}

bool is_fresh(const Gathering& gathering, const Spot& spot) {
  return spot.at && gathering.now() - *spot.at <= gathering.settings().location_fresh;
}

void put_reason(Gathering& gathering, const CoverageTile& tile) {
  const bool busy = tile.busy_load && *tile.busy_load >= gathering.settings().congested_above;
  const auto as_of = gathering.imported("coverage");
  if (tile.grade != CoverageGrade::good) {
    gathering.put("coverage.reason", "weak", "coverage", {"detail.reason.weak"}, as_of);
  } else if (busy) {
    gathering.put("coverage.reason", "congested", "coverage",
                  {"detail.reason.congested", {{"load", whole(*tile.busy_load)}}}, as_of);
  } else if (tile.busy_load) {
    gathering.put("coverage.reason", "fine", "coverage",
                  {"detail.reason.free", {{"load", whole(*tile.busy_load)}}}, as_of);
  } else {
    gathering.put("coverage.reason", "fine", "coverage", {"detail.reason.good"}, as_of);
  }
}

void put_no_tile(Gathering& gathering) {
  const auto has_any = gathering.records().has_coverage();
  if (!has_any || !*has_any) return;  // an empty table says nothing about this place
  gathering.put("coverage.reason", "no_tile", "coverage", {"detail.reason.no_tile"},
                gathering.imported("coverage"));
}

void coverage(Gathering& gathering, const Spot& spot) {
  if (!gathering.in_time("coverage")) return;
  const bool area = spot.radius_m > kPointM;
  auto found = area ? gathering.records().coverage_around(spot.point, std::min(spot.radius_m, kMostAreaM))
                    : gathering.records().coverage_at(spot.point);
  if (!found) return gathering.unavailable("coverage");
  if (!*found) return put_no_tile(gathering);
  const CoverageTile& tile = **found;
  gathering.put("coverage", std::string(to_string(tile.grade)), "coverage",
                {area ? "detail.coverage.area" : "detail.coverage.near",
                 {{"count", fmt::to_string(tile.samples)},
                  {"rsrp", whole(tile.mean_rsrp_dbm)},
                  {"grade", std::vector<Message>{{fmt::format("grade.{}", to_string(tile.grade))}}}}},
                gathering.imported("coverage"));
  put_reason(gathering, tile);
}

void put_times(Gathering& gathering, const NetworkEvent& event, std::optional<Timestamp> as_of) {
  gathering.put_worded("event.start", gathering.spoken(event.starts_at),
                       gathering.when(event.starts_at).front(), "events", {}, as_of);
  if (event.ends_at)
    gathering.put_worded("event.end", gathering.spoken(*event.ends_at),
                         gathering.when(*event.ends_at).front(), "events", {}, as_of);
  if (event.kind != EventKind::outage || event.starts_at > gathering.now()) return;
  const bool lasting = gathering.now() - event.starts_at >= gathering.settings().long_outage;
  gathering.put("event.lasting", lasting ? "long" : "short", "events",
                {"detail.event.lasting", {{"age", gathering.age(event.starts_at)}}}, as_of);
}

void put_event(Gathering& gathering, const NetworkEvent& event) {
  const bool running = event.starts_at <= gathering.now();
  const auto as_of = gathering.imported("events");
  const std::string kind(to_string(event.kind));
  const Message until = event.ends_at ? Message{"until.expected", {{"end", gathering.when(*event.ends_at)}}}
                                      : Message{"until.open"};
  const std::vector<Argument> said{{"title", event.title},
                                   {"start", gathering.when(event.starts_at)},
                                   {"until", std::vector<Message>{until}}};
  gathering.put("event", kind, "events", {running ? "detail.event.running" : "detail.event.coming", said},
                as_of);
  gathering.put("event.title", event.title, "events", {}, as_of);
  if (!event.area.empty()) gathering.put("event.area", event.area, "events", {}, as_of);
  put_times(gathering, event, as_of);
  gathering.notice(kind, {"notice." + kind, said});
}

// Nobody closed it: whether it still runs is not known.
bool forgotten(const Gathering& gathering, const NetworkEvent& event) {
  return !event.ends_at && gathering.now() - event.starts_at > gathering.settings().endless_event;
}

void events(Gathering& gathering, const Spot& spot) {
  if (!gathering.in_time("events")) return;
  auto found =
      gathering.records().events_at(spot.point, gathering.now(), gathering.now() + kPlannedWorkAhead);
  if (!found) return gathering.unavailable("events");
  std::vector<NetworkEvent>& all = *found;
  const auto doubtful =
      std::ranges::find_if(all, [&](const auto& event) { return forgotten(gathering, event); });
  if (doubtful != all.end()) {
    gathering.notice("unavailable",
                     {"notice.event_left_open",
                      {{"title", doubtful->title}, {"start", gathering.when(doubtful->starts_at)}}});
    std::erase_if(all, [&](const auto& event) { return forgotten(gathering, event); });
    if (all.empty()) return;  // neither an event nor none
  }
  if (all.empty()) {
    return gathering.put("event", "none", "events", {"detail.event.none"}, gathering.imported("events"));
  }
  // What runs explains more than what is to come, an outage more than work; of equals the earliest.
  const auto rank = [&](const NetworkEvent& event) {
    return std::tuple(event.starts_at > gathering.now() && event.kind == EventKind::planned, event.kind,
                      event.starts_at);
  };
  put_event(gathering, *std::ranges::min_element(all, {}, rank));
}

}  // namespace

void gather_place(Gathering& gathering) {
  std::optional<Spot> spot = from_network(gathering, from_table(gathering));
  if (!spot || !is_fresh(gathering, *spot)) {
    if (auto named = from_words(gathering)) spot = std::move(named);
  }
  if (!spot) return;
  if (!spot->area.empty()) gathering.put("area", spot->area, spot->source, spot->detail, spot->at);
  if (!spot->kind.empty()) {
    gathering.put("area.kind", spot->kind, spot->source, {}, spot->at);
    const char* hours = spot->kind == "rural" ? "72" : "48";
    gathering.put_worded("repair.deadline", fmt::format("{} 小时", hours), {"hours", {{"count", hours}}},
                         "regulation", {"detail.repair"});
  }
  coverage(gathering, *spot);
  events(gathering, *spot);
}

}  // namespace firstfix::service
