// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/geo.h"

#include <gtest/gtest.h>

namespace firstfix::store {
namespace {

constexpr GeoPoint kPlaces[] = {{30.5728, 104.0668}, {-33.8688, 151.2093}, {51.8861, -8.3947}, {69.65, 18.96},
                                {0.0001, 0.0001},    {-0.0001, -0.0001},   {-89.99, 179.99}};

bool holds(const GeoBox& box, GeoPoint point) {
  return box.south <= point.latitude && point.latitude <= box.north && box.west <= point.longitude &&
         point.longitude <= box.east;
}

TEST(TileOf, GivesATileThatHoldsThePoint) {
  for (const GeoPoint place : kPlaces) {
    EXPECT_TRUE(holds(box_of(tile_of(place)), place)) << place.latitude << ", " << place.longitude;
  }
}

TEST(TileOf, GivesBackItsOwnTileForItsCentre) {
  for (const GeoPoint place : kPlaces) {
    const TileId tile = tile_of(place);
    EXPECT_EQ(tile_of(centre_of(tile)), tile);
  }
}

TEST(BoxOf, IsAboutAHundredMetresWideFromTheEquatorToTheArctic) {
  for (const double latitude : {0.0, 30.0, 51.9, 70.0, 85.0}) {
    const GeoBox box = box_of(tile_of({latitude, 104.0}));
    const double middle = (box.south + box.north) / 2.0;
    EXPECT_NEAR(distance_m({box.south, box.west}, {box.north, box.west}), 100.1, 0.1);
    EXPECT_NEAR(distance_m({middle, box.west}, {middle, box.east}), 100.1, 0.1) << latitude;
  }
}

TEST(BoxAround, HoldsThePointsOfItsRimAndLittleMore) {
  const GeoPoint centre{60.0, 104.0};
  const GeoBox box = box_around(centre, 50'000.0);
  EXPECT_NEAR(distance_m(centre, {box.north, 104.0}), 50'000.0, 1.0);
  // At 60 degrees the easternmost point lies a little north of the centre.
  EXPECT_LT(distance_m(centre, {60.0, box.east}), 50'100.0);
  EXPECT_GE(distance_m(centre, {60.0, box.east}), 50'000.0);
}

TEST(BoxAround, SpansAllLongitudesAtThePoleAndAtTheDateLine) {
  for (const GeoPoint centre : {GeoPoint{89.999, 10.0}, GeoPoint{10.0, 179.999}, GeoPoint{-10.0, -179.999}}) {
    const GeoBox box = box_around(centre, 1'000.0);
    EXPECT_EQ(box.west, -180.0);
    EXPECT_EQ(box.east, 180.0);
  }
}

}  // namespace
}  // namespace firstfix::store
