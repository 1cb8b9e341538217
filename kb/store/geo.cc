// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/geo.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace firstfix::store {
namespace {

constexpr double kEarthRadiusM = 6'371'008.8;  // the one distance_m uses
constexpr double kDegree = std::numbers::pi / 180.0;
constexpr double kTileDegrees = 0.0009;
constexpr double kLeastCosine = 0.01;  // beyond 89.4 degrees tiles get narrower: nobody drives there
constexpr long long kRowOffset = 200'000;
constexpr long long kColumnSpan = 1'000'000;  // more than 360 / 0.0009 columns
constexpr long long kColumnOffset = kColumnSpan / 2;

struct Cell {
  long long row = 0;
  long long column = 0;
};

double column_degrees(long long row) {
  const double middle = (static_cast<double>(row) + 0.5) * kTileDegrees;
  return kTileDegrees / std::max(std::cos(middle * kDegree), kLeastCosine);
}

Cell cell_of(TileId tile) {
  return {tile / kColumnSpan - kRowOffset, tile % kColumnSpan - kColumnOffset};
}

}  // namespace

GeoBox box_around(GeoPoint centre, double radius_m) {
  const double angle = radius_m / kEarthRadiusM;
  GeoBox box{centre.latitude - angle / kDegree, centre.latitude + angle / kDegree, -180.0, 180.0};
  const double ratio = std::sin(angle) / std::cos(centre.latitude * kDegree);
  const bool holds_a_pole = box.south <= -90.0 || box.north >= 90.0 || ratio >= 1.0;
  if (holds_a_pole) return box;
  const double width = std::asin(ratio) / kDegree;
  if (centre.longitude - width < -180.0 || centre.longitude + width > 180.0) return box;
  box.west = centre.longitude - width;
  box.east = centre.longitude + width;
  return box;
}

TileId tile_of(GeoPoint point) {
  const auto row = static_cast<long long>(std::floor(point.latitude / kTileDegrees));
  const auto column = static_cast<long long>(std::floor(point.longitude / column_degrees(row)));
  return (row + kRowOffset) * kColumnSpan + column + kColumnOffset;
}

GeoBox box_of(TileId tile) {
  const Cell cell = cell_of(tile);
  const double width = column_degrees(cell.row);
  const double south = static_cast<double>(cell.row) * kTileDegrees;
  const double west = static_cast<double>(cell.column) * width;
  return {south, south + kTileDegrees, west, west + width};
}

GeoPoint centre_of(TileId tile) {
  const GeoBox box = box_of(tile);
  return {(box.south + box.north) / 2.0, (box.west + box.east) / 2.0};
}

}  // namespace firstfix::store
