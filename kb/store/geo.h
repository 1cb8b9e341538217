// SPDX-License-Identifier: GPL-3.0-or-later
// The coverage grid, and boxes for the R*Tree.
#pragma once

#include "kb/core/records.h"

namespace firstfix::store {

// Degrees. A box never reaches over the 180th meridian: there it spans all longitudes.
struct GeoBox {
  double south = 0.0;
  double north = 0.0;
  double west = 0.0;
  double east = 0.0;
};

// The smallest box around all points within `radius_m`. Source: J. P. Matuschek, "Finding Points Within a
// Distance of a Latitude/Longitude Using Bounding Coordinates".
GeoBox box_around(GeoPoint centre, double radius_m);

// A tile of the grid: rows of 0.0009 degrees of latitude (100.1 m), each row cut into columns of 0.0009
// degrees divided by the cosine of the row's latitude, so that a tile is about 100 m wide from the equator to
// the Arctic. Part of the file format: a changed grid needs a migration.
using TileId = long long;

TileId tile_of(GeoPoint point);
GeoBox box_of(TileId tile);
GeoPoint centre_of(TileId tile);

}  // namespace firstfix::store
