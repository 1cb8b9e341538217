// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/csv_row.h"

#include <gmock/gmock.h>

#include "tests/kb/store/scratch.h"

namespace firstfix::store {
namespace {

using testing::HasSubstr;

constexpr std::array<Column, 2> kWanted{{{"v", true, {}}, {"w", false, {}}}};

// Reads the one field "v" as `read` does; gives the reason when it is refused.
template <class Read>
std::string reason_for(const std::string& value, Read read) {
  const auto columns = Columns::find(kWanted, {"v"}, "f.csv");
  const CsvRecord record{7, {value}, ""};
  CsvRow row(*columns, record);
  read(row);
  return row.reason();
}

TEST(CsvRow, TellsYesFromNoFromUnknown) {
  const std::pair<const char*, std::optional<bool>> rows[] = {
      {"yes", true}, {"1", true},      {"TRUE", true}, {"是", true},       {"no", false},
      {"0", false},  {"False", false}, {"否", false},  {"", std::nullopt},
  };
  for (const auto& [value, expected] : rows) {
    EXPECT_EQ(reason_for(value, [&](CsvRow& row) { EXPECT_EQ(row.yes_no(0), expected); }), "") << value;
  }
  EXPECT_EQ(reason_for("maybe", [](CsvRow& row) { row.yes_no(0); }),
            "v“maybe”：请写 yes 或 no（是、否、1、0、true、false 也可以），不知道就留空");
}

TEST(CsvRow, RefusesWhatIsNoNumberOrOutOfRange) {
  for (const char* value : {"-80", "+3.5", "-1e1"}) {
    EXPECT_EQ(reason_for(value, [](CsvRow& row) { row.number(0, -156, 31); }), "") << value;
  }
  for (const char* value : {"", "-", "?", "nan", "inf", "-200", "80", "3,5", "3 dBm", "0x10"}) {
    EXPECT_THAT(reason_for(value, [](CsvRow& row) { row.number(0, -156, 31); }),
                HasSubstr("请写 -156 到 31 之间的数"))
        << value;
  }
}

TEST(CsvRow, KeepsExactlyTheDigitsAskedFor) {
  EXPECT_EQ(
      reason_for("35-209900 176148 1", [](CsvRow& row) { EXPECT_EQ(row.digits(0, 15), "352099001761481"); }),
      "");
  EXPECT_EQ(reason_for("3520990017614810", [](CsvRow& row) { row.digits(0, 15); }),
            "v“3520990017614810”：请写 15 位数字");
  EXPECT_THAT(reason_for("3.52099E+14", [](CsvRow& row) { row.digits(0, 15); }), HasSubstr("设为文本"));
  EXPECT_THAT(reason_for("1194800", [](CsvRow& row) { row.digits(0, 8); }), HasSubstr("设为文本"));
}

TEST(CsvRow, RefusesTimesWithoutOffset) {
  EXPECT_EQ(reason_for("2026-11-22T16:00:00+08:00",
                       [](CsvRow& row) { EXPECT_EQ(row.required_time(0), at(kMorning)); }),
            "");
  for (const char* value : {"2026-11-22", "2026-11-22T16:00:00", "yesterday"}) {
    EXPECT_THAT(reason_for(value, [](CsvRow& row) { row.required_time(0); }), HasSubstr("+08:00")) << value;
  }
  EXPECT_THAT(reason_for("", [](CsvRow& row) { row.required_time(0); }), HasSubstr("v 为空"));
}

TEST(CsvRow, TakesAChoiceByItsIdOrLabel) {
  FactDefinition fact;
  fact.values = {{"active", "正常"}, {"arrears", "欠费停机"}};
  for (const char* value : {"arrears", "Arrears", "欠费停机"}) {
    EXPECT_EQ(reason_for(value, [&](CsvRow& row) { EXPECT_EQ(row.choice(0, &fact), "arrears"); }), "")
        << value;
  }
  EXPECT_EQ(reason_for("stopped", [&](CsvRow& row) { row.choice(0, &fact); }),
            "v“stopped”：请写 active（正常）、arrears（欠费停机），或留空");
  EXPECT_EQ(reason_for("stopped", [](CsvRow& row) { EXPECT_EQ(row.choice(0, nullptr), "stopped"); }), "");
}

TEST(CsvRow, MakesWordsOfOneLineAndRefusesEndlessOnes) {
  EXPECT_EQ(reason_for(" 天府\n  新区 ", [](CsvRow& row) { EXPECT_EQ(row.words(0), "天府 新区"); }), "");
  EXPECT_THAT(reason_for(std::string(201, 'x'), [](CsvRow& row) { row.words(0); }), HasSubstr("200 个字"));
}

TEST(CsvRow, RefusesMoreFieldsThanTheHeaderNames) {
  const auto columns = Columns::find(kWanted, {"v"}, "f.csv");
  const CsvRecord record{7, {"1", "2"}, ""};
  EXPECT_THAT(CsvRow(*columns, record).reason(), HasSubstr("有 2 个字段，表头只有 1 列"));
}

TEST(CsvRow, NamesEveryBadField) {
  const auto columns = Columns::find(kWanted, {"v", "w"}, "f.csv");
  const CsvRecord record{7, {"91", "x"}, ""};
  CsvRow row(*columns, record);
  row.point(0, 1);
  EXPECT_EQ(row.reason(), "v“91”：请写 -90 到 90 之间的数；w“x”：请写 -180 到 180 之间的数");
}

TEST(CsvRow, RefusesThePlaceOfAReceiverWithoutPosition) {
  const auto columns = Columns::find(kWanted, {"v", "w"}, "f.csv");
  const CsvRecord record{7, {"0", "0.0"}, ""};
  CsvRow row(*columns, record);
  row.point(0, 1);
  EXPECT_THAT(row.reason(), HasSubstr("没有定位"));
}

}  // namespace
}  // namespace firstfix::store
