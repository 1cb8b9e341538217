// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every table.
#include "kb/store/import.h"

#include <gmock/gmock.h>

#include "tests/kb/store/file_size_limit.h"
#include "tests/kb/store/scratch.h"

namespace firstfix::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ImportTest : public Scratch {
 protected:
  Result<ImportReport> import(const ImportOptions& options) { return import_csv({path()}, options); }
  ImportOptions subscribers(std::string_view content) {
    return import_of(Table::subscribers, file("subscribers.csv", content));
  }
  bool has(const char* phone) { return open()->subscriber(PhoneNumber{phone}).value().has_value(); }
};

constexpr const char* kOneBad = "phone,plan\n13800138000,A\nabc,B\n13900139000,C\n";

TEST_F(ImportTest, OneBadRowAndNothingIsWritten) {
  const auto report = import(subscribers(kOneBad));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->rows, 2U);
  EXPECT_EQ(report->written, 0U);
  ASSERT_EQ(report->bad.size(), 1U);
  EXPECT_EQ(report->bad[0].line, 3U);
  EXPECT_EQ(report->bad[0].reason, "phone“abc”：is no number；write 13800138000");
  EXPECT_FALSE(has("+8613800138000"));
}

TEST_F(ImportTest, LeavesBadRowsOutWhenAskedTo) {
  auto options = subscribers(kOneBad);
  options.skip_bad = true;
  const auto report = import(options);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->written, 2U);
  EXPECT_EQ(report->bad.size(), 1U);
  EXPECT_TRUE(has("+8613900139000"));
}

TEST_F(ImportTest, ADryRunChecksAndTouchesNoDatabase) {
  auto options = subscribers(kOneBad);
  options.dry_run = true;
  const auto report = import(options);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->rows, 2U);
  EXPECT_EQ(report->bad.size(), 1U);
  EXPECT_FALSE(std::filesystem::exists(path()));
}

TEST_F(ImportTest, CountsLinesThroughQuotedLineEnds) {
  const auto report = import(subscribers("phone,plan\n13800138000,\"two\nlines\"\nabc,B\n\"13900139000,C\n"));
  ASSERT_TRUE(report);
  ASSERT_EQ(report->bad.size(), 2U);
  EXPECT_EQ(report->bad[0].line, 4U);
  EXPECT_EQ(report->bad[1].line, 5U);
  EXPECT_THAT(report->bad[1].reason, HasSubstr("没有闭合"));
}

TEST_F(ImportTest, PassesOverRowsOfCommasOnly) {
  const auto report = import(subscribers("phone,plan\n13800138000,A\n,\n,,,,\n"));
  ASSERT_TRUE(report);
  EXPECT_THAT(report->bad, IsEmpty());
  EXPECT_EQ(report->written, 1U);
}

TEST_F(ImportTest, ARepeatedRowIsHarmlessAndAContradictionIsNot) {
  const auto report = import(subscribers("phone,plan\n13800138000,A\n13800138000,A\n13800138000,B\n"));
  ASSERT_TRUE(report);
  ASSERT_EQ(report->bad.size(), 1U);
  EXPECT_EQ(report->bad[0].line, 4U);
  EXPECT_THAT(report->bad[0].reason, HasSubstr("第 2 行已有"));
}

TEST_F(ImportTest, RefusesAFileWithoutItsColumns) {
  for (const char* content : {"", "imei,plan\n1,2\n", "13800138000,A\n"}) {
    const auto report = import(subscribers(content));
    ASSERT_FALSE(report) << content;
    EXPECT_EQ(report.error().code, Code::invalid);
  }
  EXPECT_EQ(import(import_of(Table::subscribers, path("none.csv"))).error().code, Code::not_found);
}

TEST_F(ImportTest, TellsProgressInBytesAndEndsAtTheWhole) {
  std::string content = "phone\n";
  for (int i = 0; i < 2500; ++i) content += std::to_string(13800000000LL + i) + "\n";
  auto options = subscribers(content);
  std::vector<std::size_t> seen;
  options.progress = [&](std::size_t done, std::size_t total) {
    EXPECT_EQ(total, content.size());
    seen.push_back(done);
  };
  ASSERT_TRUE(import(options));
  EXPECT_THAT(seen, ElementsAre(6 + 1000 * 12, 6 + 2000 * 12, content.size()));
}

TEST_F(ImportTest, LeavesTheDatabaseAsItWasOnAFullDisk) {
  ASSERT_TRUE(import(subscribers("phone,plan\n13800138000,before\n")));
  std::string content = "phone,plan\n13800138000,after\n";
  for (int i = 0; i < 20'000; ++i)
    content += std::to_string(13900000000LL + i) + ",some plan of some length\n";
  const auto options = subscribers(content);
  {
    const FileSizeLimit limit(300'000);
    const auto report = import(options);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, Code::unavailable);
    EXPECT_FALSE(report.error().hint.empty());
  }
  EXPECT_EQ(open()->subscriber(PhoneNumber{"+8613800138000"}).value()->plan, "before");
  EXPECT_FALSE(has("+8613900000000"));
  EXPECT_EQ(import(options)->written, 20'001U);
}

TEST_F(ImportTest, SaysWhenTheDatabaseCannotBeWritten) {
  const auto options = subscribers("phone\n13800138000\n");
  const auto report = import_csv({"/proc/firstfix.db"}, options);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, Code::unavailable);
}

TEST_F(ImportTest, IsSeenByAnOpenDatabase) {
  auto database = open();
  ASSERT_TRUE(import(subscribers("phone\n13800138000\n")));
  EXPECT_TRUE(database->subscriber(PhoneNumber{"+8613800138000"}).value());
}

}  // namespace
}  // namespace firstfix::store
