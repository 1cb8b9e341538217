// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/csv_columns.h"

#include <gmock/gmock.h>

namespace firstfix::store {
namespace {

using testing::HasSubstr;

constexpr std::array<Column, 3> kWanted{
    {{"phone", true, {"号码"}}, {"lat", true, {"纬度", "latitude"}}, {"area", false, {"区域"}}}};

TEST(Columns, AreFoundInAnyOrderAndCaseAndByTheirOtherNames) {
  const auto columns = Columns::find(kWanted, {"x", "LATITUDE", "号码"}, "f.csv");
  ASSERT_TRUE(columns) << columns.error().message;
  EXPECT_EQ(columns->field_of(0), 2U);
  EXPECT_EQ(columns->field_of(1), 1U);
  EXPECT_EQ(columns->field_of(2), std::nullopt);
  EXPECT_EQ(columns->name_of(1), "LATITUDE");
}

TEST(Columns, NameEveryMissingColumnWithItsSpellings) {
  const auto columns = Columns::find(kWanted, {"area", ""}, "f.csv");
  ASSERT_FALSE(columns);
  EXPECT_EQ(columns.error().code, Code::invalid);
  EXPECT_EQ(columns.error().message,
            "f.csv:1：没有这些列：phone（或 号码）；lat（或 纬度、latitude）；表头是：area,");
}

TEST(Columns, AskForCommasWhenAnotherSeparatorWasUsed) {
  EXPECT_THAT(Columns::find(kWanted, {"phone;lat;area"}, "f.csv").error().hint, HasSubstr("逗号"));
}

TEST(Columns, RefuseTwoThatMeanTheSame) {
  const auto columns = Columns::find(kWanted, {"phone", "lat", "纬度"}, "f.csv");
  ASSERT_FALSE(columns);
  EXPECT_EQ(columns.error().message, "f.csv:1：“lat”和“纬度”是同一列");
}

}  // namespace
}  // namespace firstfix::store
