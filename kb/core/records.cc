// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/records.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace firstfix {

double distance_m(GeoPoint a, GeoPoint b) {
  constexpr double kEarthRadius = 6371008.8;
  constexpr double kRadians = std::numbers::pi / 180.0;
  const double sin_lat = std::sin((b.latitude - a.latitude) * kRadians / 2);
  const double sin_lon = std::sin((b.longitude - a.longitude) * kRadians / 2);
  const double h = sin_lat * sin_lat +
                   std::cos(a.latitude * kRadians) * std::cos(b.latitude * kRadians) * sin_lon * sin_lon;
  return 2 * kEarthRadius * std::asin(std::min(1.0, std::sqrt(h)));
}

std::string_view to_string(CoverageGrade grade) {
  switch (grade) {
    case CoverageGrade::good:
      return "good";
    case CoverageGrade::weak:
      return "weak";
    case CoverageGrade::none:
      return "none";
  }
  return {};
}

CoverageGrade grade_of(double rsrp_dbm, const CoverageThresholds& thresholds) {
  if (rsrp_dbm < thresholds.none_below) return CoverageGrade::none;
  return rsrp_dbm < thresholds.weak_below ? CoverageGrade::weak : CoverageGrade::good;
}

std::string_view to_string(EventKind kind) {
  switch (kind) {
    case EventKind::outage:
      return "outage";
    case EventKind::planned:
      return "planned";
  }
  return {};
}

}  // namespace firstfix
