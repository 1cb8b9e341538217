// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/source_text.h"

#include <gtest/gtest.h>

#include "tests/kb/content/sample.h"

namespace firstfix::content {
namespace {

TEST(SourceText, CountsColumnsInCharacters) {
  const SourceText source("x.md", "室内a\nb内c");
  const SourcePosition position = source.position(source.text().find('c'));
  EXPECT_EQ(position.line, 2);
  EXPECT_EQ(position.column, 3);
}

TEST(SourceText, EndsLinesAsEditorsDo) {
  const SourceText source("x.md", "a\r\nb\rc\nd");
  for (int line = 1; line <= 4; ++line) {
    EXPECT_EQ(source.text()[source.line_offset(line)], "abcd"[line - 1]);
    EXPECT_EQ(source.line_of(source.line_offset(line)), line);
  }
  EXPECT_EQ(source.line_offset(99), source.text().size());
}

TEST(SourceText, DropsTheByteOrderMark) {
  const SourceText source("x.md", "\xEF\xBB\xBF---");
  EXPECT_EQ(source.text(), "---");
}

TEST(SourceText, PlacesAnOffsetPastTheEndAtTheEnd) {
  const SourceText source("x.md", "ab");
  EXPECT_EQ(source.position(1000).column, 3);
}

struct BadText {
  const char* name;
  std::string bytes;
  const char* expected;
};

class CheckText : public testing::TestWithParam<BadText> {};

TEST_P(CheckText, ReportsTheFirstDefect) {
  const SourceText source("x.md", GetParam().bytes);
  std::vector<Problem> problems;
  Report report(source, problems);
  EXPECT_FALSE(check_text(100, report));
  EXPECT_EQ(shown(problems), std::vector<std::string>{GetParam().expected});
}

INSTANTIATE_TEST_SUITE_P(
    Table, CheckText,
    testing::Values(BadText{"Continuation", "好\nab\x80", "2:3: 字节 0x80 不是 UTF-8 (用 UTF-8 编码另存)"},
                    BadText{"Overlong", "\xC0\xAF", "1:1: 字节 0xC0 不是 UTF-8 (用 UTF-8 编码另存)"},
                    BadText{"Surrogate", "a\xED\xA0\x80", "1:2: 字节 0xED 不是 UTF-8 (用 UTF-8 编码另存)"},
                    BadText{"Gbk", "\xCA\xD2\xC4\xDA", "1:1: 字节 0xCA 不是 UTF-8 (用 UTF-8 编码另存)"},
                    BadText{"Nul", std::string("好\0b", 5), "1:2: 有控制字符 U+0000 (删掉它)"},
                    BadText{"EndOfInputForYaml", "a\x04", "1:2: 有控制字符 U+0004 (删掉它)"},
                    BadText{"TooLarge", std::string(101, 'a'),
                            "1:1: 文件超过 0 KiB (拆成几个文件：一个案例只管一件事)"}),
    [](const auto& instance) { return instance.param.name; });

TEST(CheckText, AcceptsTheLargestAllowed) {
  const SourceText source("x.md", std::string(100, 'a'));
  std::vector<Problem> problems;
  Report report(source, problems);
  EXPECT_TRUE(check_text(100, report));
}

}  // namespace
}  // namespace firstfix::content
