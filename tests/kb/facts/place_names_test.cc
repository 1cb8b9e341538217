// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/facts/place_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace firstfix::facts {
namespace {

using testing::ElementsAre;

Area area(std::string name, double latitude = 30.0, double longitude = 104.0) {
  return {std::move(name), "", {latitude, longitude}, 500.0};
}

const PlaceNames& names() {
  static const PlaceNames kNames({area("A3区雨敞坪镇", 28.2), area("岳麓区碧桂园天玺湾小区", 28.1),
                                  area("天府新区华阳街道滨河小区", 30.5),
                                  area("锦江区春熙路、东大街一带", 30.6), area("淮口镇云合村", 30.8),
                                  area("高板镇云合村", 31.2), area("人民路", 30.1), area("竹篙镇", 30.7),
                                  area("竹篙镇大桥村", 30.75), area("南街村", 33.0)});
  return kNames;
}

struct Row {
  std::string test;
  std::string text;
  std::string area;  // empty: none
};

class Places : public testing::TestWithParam<Row> {};

TEST_P(Places, AreFoundInWhatTheCustomerSays) {
  const auto match = names().find(GetParam().text);
  EXPECT_EQ(match ? match->area.name : "", GetParam().area);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Places,
    testing::Values(Row{"Whole", "A3区雨敞坪镇手机打不出去", "A3区雨敞坪镇"},
                    Row{"NarrowPartAlone", "我在雨敞坪镇，没信号", "A3区雨敞坪镇"},
                    Row{"WithoutItsSuffix", "雨敞坪这边一直没网", "A3区雨敞坪镇"},
                    Row{"ABuildingAfterIt", "碧桂园天玺湾6栋没有信号", "岳麓区碧桂园天玺湾小区"},
                    Row{"SecondStreetOfAList", "锦江区东大街上网慢", "锦江区春熙路、东大街一带"},
                    Row{"TwoVillagesOfOneName", "云合村没信号", ""},
                    Row{"TheTownTellsThemApart", "高板镇云合村没信号", "高板镇云合村"},
                    Row{"TheTownAnywhereInTheText", "我们云合村（淮口镇的）没信号", "淮口镇云合村"},
                    Row{"ATownIsAPlaceToo", "竹篙镇上打电话断", "竹篙镇"},
                    Row{"TheNarrowerPlaceWins", "竹篙镇大桥村打电话断", "竹篙镇大桥村"},
                    Row{"PartOfAnotherWord", "扣了我五十块人民币", ""},
                    Row{"ADistrictAloneIsTooWide", "锦江区没信号", ""}, Row{"NoPlace", "手机没信号", ""},
                    Row{"Nothing", "", ""}, Row{"BrokenUtf8", "\xE9\x9B", ""}),
    [](const auto& row) { return row.param.test; });

TEST(PlaceNames, SayWhichWordsNamedIt) {
  EXPECT_EQ(names().find("雨敞坪这边一直没网")->said, "雨敞坪");
}

TEST(PlaceNames, KnowNoPlaceWithoutAreas) {
  EXPECT_FALSE(PlaceNames().find("雨敞坪镇"));
}

TEST(PartsOfPlace, GoFromTheWidestToTheNarrowest) {
  EXPECT_THAT(parts_of_place("天府新区华阳街道滨河小区"), ElementsAre("天府新区", "华阳街道", "滨河小区"));
  EXPECT_THAT(parts_of_place("A3区雨敞坪镇"), ElementsAre("A3区", "雨敞坪镇"));
  EXPECT_THAT(parts_of_place("青羊区市二医院"), ElementsAre("青羊区", "市二医院"));
  EXPECT_THAT(parts_of_place("南街村"), ElementsAre("南街村"));
  EXPECT_THAT(parts_of_place("岳麓区碧桂园天玺湾"), ElementsAre("岳麓区", "碧桂园天玺湾"));
}

}  // namespace
}  // namespace firstfix::facts
