// SPDX-License-Identifier: GPL-3.0-or-later
// What imports bring in: the records about numbers, devices, places and network events.
#pragma once

#include <optional>
#include <string>

#include "kb/core/clock.h"
#include "kb/core/phone_number.h"

namespace firstfix {

// WGS 84, degrees.
struct GeoPoint {
  double latitude = 0.0;
  double longitude = 0.0;
};

// Great-circle distance in metres (haversine, mean radius 6,371,008.8 m).
double distance_m(GeoPoint a, GeoPoint b);

struct Subscriber {
  PhoneNumber phone;
  std::string imei;      // 15 digits, may be empty
  std::string plan;      // plan name as the customer knows it, may be empty
  std::string account;   // value id of the fact account.state, empty: unknown
  std::string porting;   // value id of account.porting, empty: unknown
  std::string volte_on;  // "on", "off", empty: unknown
  bool vip = false;
};

// A model by its Type Allocation Code (first 8 digits of the IMEI).
struct Device {
  std::string tac;
  std::string brand;
  std::string model;
  std::optional<bool> volte;     // no value: not known
  std::optional<bool> nr;        // 5G
  std::optional<bool> sa = {};   // 5G standalone
  std::optional<bool> nsa = {};  // 5G non-standalone
  std::string bands = {};        // "B3 B8 n41 n78", may be empty
};

struct LastLocation {
  PhoneNumber phone;
  GeoPoint point;
  std::string area;  // "天府新区华阳街道", may be empty
  std::string kind;  // value id of area.kind: urban, rural, empty
  Timestamp seen_at;
};

// A place somebody gave a name to.
struct Area {
  std::string name;  // as it was imported: 天府新区华阳街道滨河小区
  std::string kind;  // value id of area.kind, may be empty
  GeoPoint centre;
  double radius_m = 0.0;
};

enum class CoverageGrade { good, weak, none };
std::string_view to_string(CoverageGrade grade);

// RSRP in dBm: below `weak_below` is weak, below `none_below` is none. Operator convention, hence
// configurable.
struct CoverageThresholds {
  double weak_below = -105.0;
  double none_below = -115.0;
};

CoverageGrade grade_of(double rsrp_dbm, const CoverageThresholds& thresholds);

// About 100 m by 100 m of drive-test samples.
struct CoverageTile {
  GeoPoint centre;
  double mean_rsrp_dbm = 0.0;
  int samples = 0;
  CoverageGrade grade = CoverageGrade::good;
  std::optional<double> busy_load = {};  // PRB utilisation in the busy hour, percent; no value: not known
};

enum class EventKind { outage, planned };
std::string_view to_string(EventKind kind);

struct NetworkEvent {
  std::string id;
  EventKind kind = EventKind::outage;
  std::string title;
  std::string area;
  GeoPoint centre;
  double radius_m = 0.0;
  Timestamp starts_at;
  std::optional<Timestamp> ends_at;  // expected; no value: nobody knows yet
};

}  // namespace firstfix
