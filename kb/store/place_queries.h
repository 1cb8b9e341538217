// SPDX-License-Identifier: GPL-3.0-or-later
// What holds at a place: coverage and network events, found through the R*Trees.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "kb/core/records.h"
#include "kb/store/geo.h"

namespace firstfix::store {

class CoverageQuery {
 public:
  explicit CoverageQuery(soci::session& session);
  // The tile that holds the point, else the one whose centre is nearest, within 300 m.
  std::optional<CoverageTile> run(GeoPoint point);
  // All tiles within the radius as one: means by samples, the grade most samples have.
  std::optional<CoverageTile> around(GeoPoint point, double radius_m);
  // The tiles whose centre is within the radius.
  std::vector<CoverageTile> tiles_around(GeoPoint point, double radius_m);

 private:
  std::optional<CoverageTile> nearest(GeoPoint point);
  CoverageTile tile() const;

  TileId tile_ = 0;
  GeoBox box_;
  CoverageTile row_;
  std::string grade_;
  long long samples_ = 0;
  double busy_load_ = 0.0;  // below zero: not known
  soci::statement at_tile_;
  soci::statement in_box_;
};

class HasCoverageQuery {
 public:
  explicit HasCoverageQuery(soci::session& session);
  bool run();

 private:
  long long found_ = 0;
  soci::statement statement_;
};

class KnownAreasQuery {
 public:
  explicit KnownAreasQuery(soci::session& session);
  std::vector<Area> run();

 private:
  Area row_;
  soci::statement statement_;
};

class EventsQuery {
 public:
  explicit EventsQuery(soci::session& session);
  // Events that reach the point and run at some time in [from, until]; those without an end run on. Earliest
  // first.
  std::vector<NetworkEvent> run(GeoPoint point, Timestamp from, Timestamp until);

 private:
  NetworkEvent event() const;

  GeoPoint point_;
  GeoPoint point_again_;  // SOCI binds by position: each use needs its own
  long long from_ = 0;
  long long until_ = 0;
  NetworkEvent row_;
  std::string kind_;
  long long starts_at_ = 0;
  long long ends_at_ = 0;
  soci::indicator has_end_ = soci::i_ok;
  soci::statement statement_;
};

}  // namespace firstfix::store
