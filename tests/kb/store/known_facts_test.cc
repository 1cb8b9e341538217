// SPDX-License-Identifier: GPL-3.0-or-later
// What imports tell beyond the first tables: load, abilities, shared IMEIs, named areas, and when they came.
#include <gmock/gmock.h>

#include "tests/kb/store/scratch.h"

namespace firstfix::store {
namespace {

using testing::ElementsAre;

class KnownFacts : public Scratch {
 protected:
  std::unique_ptr<Database> with(Table table, const std::string& csv) {
    const auto done = import_csv({path()}, import_of(table, file("rows.csv", csv)));
    EXPECT_TRUE(done && done->bad.empty()) << (done ? done->bad.front().reason : done.error().message);
    return open();
  }
};

TEST_F(KnownFacts, BusyLoadIsAveragedOverTheSamplesThatStateIt) {
  auto database =
      with(Table::coverage,
           "lat,lon,rsrp_dbm,忙时利用率\n30.5,104.0,-90,80\n30.5,104.0,-92,90\n30.5,104.0,-94,\n");
  const auto tile = database->coverage_at({30.5, 104.0}).value();
  ASSERT_TRUE(tile);
  EXPECT_EQ(tile->samples, 3);
  EXPECT_DOUBLE_EQ(*tile->busy_load, 85.0);
  database = with(Table::coverage, "lat,lon,rsrp_dbm\n30.5,104.0,-90\n");
  EXPECT_FALSE(database->coverage_at({30.5, 104.0}).value()->busy_load) << "the new drive test does not say";
}

TEST_F(KnownFacts, ALoadBeyondAHundredPercentIsABadRow) {
  const auto done = import_csv(
      {path()}, import_of(Table::coverage, file("rows.csv", "lat,lon,rsrp_dbm,prb\n30,104,-90,140\n")));
  ASSERT_TRUE(done);
  EXPECT_EQ(done->bad.size(), 1U);
}

TEST_F(KnownFacts, TilesAroundAPlaceAreReadAsOne) {
  const auto database = with(Table::coverage,
                             "lat,lon,rsrp_dbm\n30.5000,104.0,-118\n30.5000,104.0,-120\n30.5030,104.0,-80\n"
                             "30.6000,104.0,-70\n");
  const auto whole = database->coverage_around({30.5, 104.0}, 500.0).value();
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->samples, 3);
  EXPECT_EQ(whole->grade, CoverageGrade::none) << "most samples say so";
  EXPECT_NEAR(whole->mean_rsrp_dbm, -106.0, 1e-9);
  EXPECT_FALSE(database->coverage_around({31.5, 104.0}, 500.0).value());
  EXPECT_TRUE(database->has_coverage().value());
}

TEST_F(KnownFacts, AHandsetsAbilitiesAreKeptAsFarAsTheyAreKnown) {
  const auto database =
      with(Table::devices, "tac,brand,model,volte,nr,sa,nsa,bands\n86012301,星河,X1,yes,yes,no,,B3 n78\n");
  const auto device = database->device("86012301").value();
  ASSERT_TRUE(device);
  EXPECT_EQ(device->sa, false);
  EXPECT_EQ(device->nsa, std::nullopt);
  EXPECT_EQ(device->bands, "B3 n78");
}

TEST_F(KnownFacts, NumbersSharingAnImeiAreCountedWithoutTheOneThatAsks) {
  const auto database = with(Table::subscribers,
                             "phone,imei\n13800138000,860123010000015\n13800138001,860123010000015\n"
                             "13800138002,\n13800138003,\n");
  const PhoneNumber first("+8613800138000");
  EXPECT_EQ(database->numbers_sharing("860123010000015", first).value(), 1);
  EXPECT_EQ(database->numbers_sharing("", first).value(), 0) << "no IMEI is shared with nobody";
}

TEST_F(KnownFacts, AreasComeFromLocationsAndEvents) {
  with(Table::locations,
       "phone,lat,lon,area,kind,seen_at\n"
       "13800138000,30.50,104.00,滨河小区,urban,2026-11-22T07:00:00Z\n"
       "13800138001,30.52,104.00,滨河小区,urban,2026-11-22T07:00:00Z\n"
       "13800138002,30.60,104.00,,,2026-11-22T07:00:00Z\n");
  const auto database = with(Table::events,
                             "id,kind,title,area,lat,lon,radius_m,starts_at\n"
                             "o1,outage,断纤,春熙路,30.65,104.08,1500,2026-11-22T07:00:00Z\n");
  const auto areas = database->known_areas().value();
  ASSERT_EQ(areas.size(), 2U);
  EXPECT_EQ(areas[0].name, "滨河小区");
  EXPECT_EQ(areas[0].kind, "urban");
  EXPECT_NEAR(areas[0].centre.latitude, 30.51, 1e-9);
  EXPECT_NEAR(areas[0].radius_m, 1110.0, 1.0);
  EXPECT_EQ(areas[1].name, "春熙路");
}

TEST_F(KnownFacts, EveryImportLeavesItsMark) {
  with(Table::devices, "tac,brand,model\n86012301,星河,X1\n");
  const auto database = with(Table::devices, "tac,brand,model\n86012302,星河,X2\n");
  const auto marks = database->imports().value();
  ASSERT_EQ(marks.size(), 1U);
  EXPECT_EQ(marks[0].table, "devices");
  EXPECT_EQ(marks[0].number, 2);
  EXPECT_GT(marks[0].at, at(kMorning - 10 * 365 * kDay));
}

}  // namespace
}  // namespace firstfix::store
