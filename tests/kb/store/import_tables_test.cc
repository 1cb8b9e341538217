// SPDX-License-Identifier: GPL-3.0-or-later
// What each table takes from a file and gives back.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "kb/store/geo.h"
#include "kb/store/import.h"
#include "tests/kb/store/scratch.h"

namespace firstfix::store {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const PhoneNumber kPhone{"+8613800138000"};

class ImportTablesTest : public Scratch {
 protected:
  ImportReport import(Table table, std::string_view content) {
    return import(import_of(table, file("rows.csv", content)));
  }
  ImportReport import(const ImportOptions& options) {
    auto report = import_csv({path()}, options);
    if (report) return *report;
    ADD_FAILURE() << report.error().message;
    return {};
  }
  std::string reason(Table table, std::string_view content) {
    const auto report = import(table, content);
    return report.bad.empty() ? "" : report.bad.front().reason;
  }
  std::vector<std::string> events(GeoPoint point, long long from, long long until) {
    std::vector<std::string> ids;
    const auto found = open()->events_at(point, at(from), at(until));
    for (const NetworkEvent& event : *found) ids.push_back(event.id);
    return ids;
  }
};

TEST_F(ImportTablesTest, SubscribersWithEveryColumn) {
  import(Table::subscribers,
         "VIP,号码,imei,套餐,account,porting,VoLTE\n"
         "是,13800138000,35-209900-176148-1,畅享套餐,arrears,in,off\n");
  const auto found = open()->subscriber(kPhone).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->phone, kPhone);
  EXPECT_EQ(found->imei, "352099001761481");
  EXPECT_EQ(found->plan, "畅享套餐");
  EXPECT_EQ(found->account, "arrears");
  EXPECT_EQ(found->porting, "in");
  EXPECT_EQ(found->volte_on, "off");
  EXPECT_TRUE(found->vip);
}

TEST_F(ImportTablesTest, SubscribersWithTheirNumberOnlyAreUnknownOtherwise) {
  import(Table::subscribers, "phone\n13800138000\n");
  const auto found = open()->subscriber(kPhone).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->imei + found->plan + found->account + found->porting + found->volte_on, "");
  EXPECT_FALSE(found->vip);
}

TEST_F(ImportTablesTest, SubscribersAreReplacedWhole) {
  import(Table::subscribers, "phone,plan\n13800138000,old\n");
  import(Table::subscribers, "phone,imei\n13800138000,352099001761481\n");
  EXPECT_EQ(open()->subscriber(kPhone).value()->plan, "");
}

TEST_F(ImportTablesTest, SubscribersKeepToTheCatalogueWhenThereIsOne) {
  FactDefinition account;
  account.id = "account.state";
  account.type = FactType::choice;
  account.values = {{"active", "正常"}, {"arrears", "欠费停机"}};
  const FactCatalogue catalogue({account});
  auto options = import_of(Table::subscribers, file("rows.csv", "phone,account\n13800138000,欠费停机\n"));
  options.facts = &catalogue;
  import(options);
  EXPECT_EQ(open()->subscriber(kPhone).value()->account, "arrears");
  file("rows.csv", "phone,account\n13800138000,stopped\n");
  ASSERT_EQ(import(options).bad.size(), 1U);
  EXPECT_THAT(import(options).bad[0].reason, HasSubstr("arrears（欠费停机）"));
}

TEST_F(ImportTablesTest, DevicesWithKnownAndUnknownAbilities) {
  import(Table::devices,
         "tac,brand,model,volte,5G\n35675904,Oppo,N1,no,\n86012345,HUAWEI,\"P40, Pro\",1,true\n");
  const auto database = open();
  const auto old = database->device("35675904").value();
  ASSERT_TRUE(old);
  EXPECT_EQ(old->volte, false);
  EXPECT_EQ(old->nr, std::nullopt);
  EXPECT_EQ(database->device("86012345").value()->model, "P40, Pro");
  EXPECT_EQ(database->device("86012345").value()->nr, true);
  EXPECT_TRUE(database->has_devices().value());
}

TEST_F(ImportTablesTest, DevicesNeedTacBrandAndModel) {
  EXPECT_THAT(reason(Table::devices, "tac,brand,model\n1194800,Apple,3GS\n"), HasSubstr("8 位数字"));
  EXPECT_THAT(reason(Table::devices, "tac,brand,model\n,Apple,3GS\n"), HasSubstr("tac 为空"));
  EXPECT_THAT(reason(Table::devices, "tac,brand,model\n01194800,,\n"),
              HasSubstr("brand 为空：请填写；model 为空"));
}

TEST_F(ImportTablesTest, OfLocationsTheLatestStands) {
  import(Table::locations,
         "号码,纬度,经度,区域,kind,seen_at\n"
         "13800138000,30.5,104.1,later,rural,2026-11-22T17:00:00+08:00\n"
         "13800138000,30.4,104.0,earlier,urban,2026-11-22T16:00:00+08:00\n");
  const auto found = open()->last_location(kPhone).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->area, "later");
  EXPECT_EQ(found->kind, "rural");
  EXPECT_EQ(found->point.latitude, 30.5);
  EXPECT_EQ(found->point.longitude, 104.1);
  EXPECT_EQ(found->seen_at, at(kMorning + 3600));

  constexpr const char* kHeader = "phone,lat,lon,area,seen_at\n";
  const auto stale =
      import(Table::locations, std::string{kHeader} + "13800138000,1,1,stale,2026-11-01T00:00:00Z\n");
  EXPECT_EQ(stale.rows, 1U);
  EXPECT_EQ(stale.written, 0U);
  import(Table::locations, std::string{kHeader} + "13800138000,1,1,same time,2026-11-22T09:00:00Z\n");
  EXPECT_EQ(open()->last_location(kPhone).value()->area, "same time");
}

TEST_F(ImportTablesTest, CoverageAveragesTheSamplesOfATile) {
  const GeoPoint centre = centre_of(tile_of({30.5728, 104.0668}));
  const std::string place = fmt::format("{},{}", centre.latitude, centre.longitude);
  const auto report = import(Table::coverage, "lat,lon,rsrp_dbm\n" + place + ",-104\n" + place + ",-110\n");
  EXPECT_EQ(report.rows, 2U);
  EXPECT_EQ(report.written, 1U);
  const auto tile = open()->coverage_at(centre).value();
  ASSERT_TRUE(tile);
  EXPECT_EQ(tile->mean_rsrp_dbm, -107.0);
  EXPECT_EQ(tile->samples, 2);
  EXPECT_EQ(tile->grade, CoverageGrade::weak);
  EXPECT_LT(distance_m(tile->centre, centre), 1.0);
}

TEST_F(ImportTablesTest, CoverageIsGradedByTheThresholds) {
  auto options = import_of(Table::coverage,
                           file("rows.csv", "lat,lon,rsrp_dbm\n30,104,-100\n31,104,-80\n32,104,-120\n"));
  options.thresholds = {-90.0, -110.0};
  import(options);
  const auto database = open();
  EXPECT_EQ(database->coverage_at({30, 104}).value()->grade, CoverageGrade::weak);
  EXPECT_EQ(database->coverage_at({31, 104}).value()->grade, CoverageGrade::good);
  EXPECT_EQ(database->coverage_at({32, 104}).value()->grade, CoverageGrade::none);
}

TEST_F(ImportTablesTest, ANewDriveTestReplacesTheTilesItTouchesOnly) {
  import(Table::coverage, "lat,lon,rsrp_dbm\n30,104,-100\n30.01,104,-100\n");
  import(Table::coverage, "lat,lon,rsrp_dbm\n30,104,-60\n");
  const auto database = open();
  EXPECT_EQ(database->coverage_at({30, 104}).value()->mean_rsrp_dbm, -60.0);
  EXPECT_EQ(database->coverage_at({30, 104}).value()->samples, 1);
  EXPECT_EQ(database->coverage_at({30.01, 104}).value()->mean_rsrp_dbm, -100.0);
}

TEST_F(ImportTablesTest, CoverageIsTakenFromTheNearestTileWithinThreeHundredMetres) {
  const GeoPoint north = centre_of(tile_of({30.002, 104.0}));
  const GeoPoint south = centre_of(tile_of({29.9985, 104.0}));
  import(Table::coverage, fmt::format("lat,lon,rsrp_dbm\n{},{},-70\n{},{},-90\n", north.latitude,
                                      north.longitude, south.latitude, south.longitude));
  const auto database = open();
  const auto from = [&](GeoPoint tile, double north_m) {
    return database->coverage_at({tile.latitude + north_m / 111'195.0, tile.longitude}).value();
  };
  EXPECT_EQ(from(south, 120.0)->mean_rsrp_dbm, -90.0);  // nearer to the south
  EXPECT_EQ(from(north, -120.0)->mean_rsrp_dbm, -70.0);
  EXPECT_TRUE(from(north, 299.0));
  EXPECT_FALSE(from(north, 301.0));
}

TEST_F(ImportTablesTest, CoverageRefusesPlaceholdersAndImpossibleLevels) {
  for (const char* level : {"-", "", "n/a", "-200", "0", "80"}) {
    EXPECT_THAT(reason(Table::coverage, fmt::format("lat,lon,rsrp_dbm\n30,104,{}\n", level)),
                HasSubstr("rsrp_dbm"))
        << level;
  }
  EXPECT_THAT(reason(Table::coverage, "lat,lon,rsrp_dbm\n104,30,-80\n"), HasSubstr("lat“104”"));
}

constexpr const char* kEvents =
    "id,kind,title,lat,lon,radius_m,starts_at,area,ends_at\n"
    "E1,outage,基站断电,30,104,1000,2026-11-22T08:00:00Z,华阳街道,\n"
    "E2,施工,设备割接,30,104,5000,2026-11-23T00:00:00Z,,2026-11-23T06:00:00Z\n";

TEST_F(ImportTablesTest, EventsWithAndWithoutEnd) {
  import(Table::events, kEvents);
  const auto found = open()->events_at({30, 104}, at(kMorning), at(kMorning + kDay)).value();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].id, "E1");
  EXPECT_EQ(found[0].kind, EventKind::outage);
  EXPECT_EQ(found[0].title, "基站断电");
  EXPECT_EQ(found[0].area, "华阳街道");
  EXPECT_EQ(found[0].radius_m, 1000.0);
  EXPECT_EQ(found[0].starts_at, at(kMorning));
  EXPECT_EQ(found[0].ends_at, std::nullopt);
  EXPECT_EQ(found[1].kind, EventKind::planned);
  EXPECT_EQ(found[1].ends_at, at(kMorning + 22 * 3600));
}

TEST_F(ImportTablesTest, EventsHoldWithinTheirCircleAndTime) {
  import(Table::events, kEvents);
  const auto is = [](const char* id) { return testing::ElementsAre(id); };
  constexpr long long kPlanned = kMorning + 16 * 3600;
  const GeoPoint centre{30, 104};
  EXPECT_THAT(events(centre, kMorning - 2, kMorning - 1), IsEmpty());
  EXPECT_THAT(events(centre, kMorning - 1, kMorning), is("E1"));
  EXPECT_THAT(events(centre, kPlanned + 6 * 3600, kPlanned + 7 * 3600), is("E1"));  // E2 has just ended
  EXPECT_THAT(events({30.008, 104}, kMorning, kMorning), is("E1"));                 // 890 m
  EXPECT_THAT(events({30.0085, 104.0085}, kMorning, kMorning), IsEmpty());  // in the box, 1.25 km away
  EXPECT_THAT(events({30.0085, 104.0085}, kPlanned, kPlanned), is("E2"));
}

TEST_F(ImportTablesTest, AnEventImportedAgainIsReplacedWithItsPlace) {
  import(Table::events, kEvents);
  import(Table::events,
         "id,kind,title,lat,lon,radius_m,starts_at\nE1,故障,moved,31,105,1000,2026-11-22T08:00:00Z\n");
  EXPECT_THAT(events({30, 104}, kMorning, kMorning), IsEmpty());
  EXPECT_THAT(events({31, 105}, kMorning, kMorning), testing::ElementsAre("E1"));
}

TEST_F(ImportTablesTest, EventsRefuseWrongKindsRadiiAndTimes) {
  constexpr const char* kHeader = "id,kind,title,lat,lon,radius_m,starts_at,ends_at\n";
  const std::pair<const char*, const char*> rows[] = {
      {"E,fire,t,30,104,10,2026-11-22T08:00:00Z,\n", "outage（故障）"},
      {"E,outage,t,30,104,0,2026-11-22T08:00:00Z,\n", "radius_m“0”"},
      {"E,outage,t,30,104,10,,\n", "starts_at 为空"},
      {"E,outage,t,30,104,10,2026-11-22T08:00:00Z,2026-11-22T08:00:00Z\n", "开始之后"},
      {",outage,,30,104,10,2026-11-22T08:00:00Z,\n", "id 为空：请填写；title 为空"},
  };
  for (const auto& [row, expected] : rows) {
    EXPECT_THAT(reason(Table::events, std::string{kHeader} + row), HasSubstr(expected)) << row;
  }
}

// The real files lie outside the repository.
TEST_F(ImportTablesTest, TakesTheRealDriveTestAndTacFiles) {
  const std::filesystem::path data = std::filesystem::path(FIRSTFIX_SOURCE_DIR) / "../shared/data";
  if (!std::filesystem::exists(data)) GTEST_SKIP() << data << " is not there";
  const auto drive = import(import_of(Table::coverage, data / "drive_test.csv"));
  EXPECT_EQ(drive.rows, 31'268U);
  EXPECT_THAT(drive.bad, IsEmpty());
  EXPECT_GT(drive.written, 500U);
  const auto tacs = import(import_of(Table::devices, data / "tac.csv"));
  EXPECT_EQ(tacs.written, 22'523U);
  EXPECT_THAT(tacs.bad, IsEmpty());
  EXPECT_EQ(open()->device("01194800").value()->model, "iPhone 3GS");
}

}  // namespace
}  // namespace firstfix::store
