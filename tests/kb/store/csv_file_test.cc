// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/csv_file.h"

#include <gmock/gmock.h>

#include "tests/kb/store/scratch.h"

namespace firstfix::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class CsvFileTest : public Scratch {
 protected:
  std::vector<CsvRecord> read(std::string_view content) {
    auto opened = CsvFile::open(file("rows.csv", content));
    std::vector<CsvRecord> records;
    if (!opened) {
      ADD_FAILURE() << opened.error().message;
      return records;
    }
    for (CsvRecord record; opened->next(record);) records.push_back(record);
    EXPECT_EQ(opened->done_bytes(), opened->total_bytes());
    return records;
  }

  Error error(std::string_view content) {
    const auto opened = CsvFile::open(file("rows.csv", content));
    return opened ? Error{} : opened.error();
  }
};

TEST_F(CsvFileTest, ReadsAnyLineEndAndTheByteOrderMark) {
  for (const std::string_view end : {"\n", "\r\n", "\r"}) {
    const std::string content =
        "\xEF\xBB\xBF" + std::string{"a,b"} + std::string{end} + "1, 2 " + std::string{end};
    const auto records = read(content);
    ASSERT_EQ(records.size(), 2U);
    EXPECT_THAT(records[0].fields, ElementsAre("a", "b"));
    EXPECT_THAT(records[1].fields, ElementsAre("1", "2"));
    EXPECT_EQ(records[1].line, 2U);
  }
}

TEST_F(CsvFileTest, ReadsTheLastLineWithoutItsEnd) {
  const auto records = read("a,b\n1,");
  ASSERT_EQ(records.size(), 2U);
  EXPECT_THAT(records[1].fields, ElementsAre("1", ""));
}

TEST_F(CsvFileTest, CountsPhysicalLinesThroughQuotedFieldsAndEmptyLines) {
  const auto records = read("a,b\n\n\"one\r\ntwo\",\"say \"\"x\"\", y\"\n  \n3,4\n");
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[1].line, 3U);
  EXPECT_THAT(records[1].fields, ElementsAre("one\r\ntwo", "say \"x\", y"));
  EXPECT_EQ(records[2].line, 6U);
}

TEST_F(CsvFileTest, ReportsAQuoteInTheWrongPlaceAndGoesOnWithTheNextLine) {
  const auto records = read("1,5\" phone\n\"2\"x,b\n3,c\n");
  ASSERT_EQ(records.size(), 3U);
  EXPECT_THAT(records[0].defect, HasSubstr("双引号位置不对"));
  EXPECT_EQ(records[1].line, 2U);
  EXPECT_THAT(records[1].defect, HasSubstr("双引号位置不对"));
  EXPECT_THAT(records[2].fields, ElementsAre("3", "c"));
}

TEST_F(CsvFileTest, DoesNotLetAnUnclosedQuoteSwallowTheRest) {
  const auto records = read("1,\"open\n2,b\n3,c\n");
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].line, 1U);
  EXPECT_THAT(records[0].defect, HasSubstr("没有闭合"));
  EXPECT_THAT(records[1].fields, ElementsAre("2", "b"));
  EXPECT_EQ(records[2].line, 3U);
}

TEST_F(CsvFileTest, GivesUpOnARecordOfTooManyLines) {
  std::string content = "1,\"open\n";
  for (int i = 0; i < 1000; ++i) content += "2,b\n";
  const auto records = read(content + "3,\"closed\"\n");
  EXPECT_EQ(records.size(), 1002U);
  EXPECT_THAT(records[0].defect, HasSubstr("没有闭合"));
  EXPECT_THAT(records.back().fields, ElementsAre("3", "closed"));
}

TEST_F(CsvFileTest, AFileOfBlankLinesHasNoRecords) {
  EXPECT_THAT(read(""), IsEmpty());
  EXPECT_THAT(read("\n \r\n"), IsEmpty());
}

TEST_F(CsvFileTest, AsksForUtf8WhenTheFileIsGbkOrUtf16) {
  const Error gbk = error("phone,\xCC\xD7\xB2\xCD\n138,\xBA\xC5\n");
  EXPECT_EQ(gbk.code, Code::invalid);
  EXPECT_THAT(gbk.message, HasSubstr("rows.csv:1：文件不是 UTF-8 编码（字节 0xCC），看起来是 GBK"));
  EXPECT_THAT(gbk.hint, HasSubstr("CSV UTF-8"));
  EXPECT_THAT(error("a\nb\n\xFFx\n").message, HasSubstr("rows.csv:3："));
  EXPECT_THAT(error(std::string_view{"a\0b", 3}).message, HasSubstr("0x00"));
  EXPECT_THAT(error("\xFF\xFEp").message, HasSubstr("UTF-16"));
}

TEST_F(CsvFileTest, SaysWhenThereIsNoFileOrItIsAFolder) {
  EXPECT_EQ(CsvFile::open(path("none.csv")).error().code, Code::not_found);
  EXPECT_EQ(CsvFile::open(path("")).error().code, Code::invalid);
}

}  // namespace
}  // namespace firstfix::store
