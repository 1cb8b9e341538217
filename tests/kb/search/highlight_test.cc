// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/highlight.h"

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "kb/core/utf8.h"

namespace firstfix::search {
namespace {

// Pieces as one line: [marked] plain.
std::string show(const std::vector<Piece>& pieces) {
  std::string line;
  for (const Piece& piece : pieces) line += piece.marked ? "[" + piece.text + "]" : piece.text;
  return line;
}

std::string joined(const std::vector<Piece>& pieces) {
  std::string text;
  for (const Piece& piece : pieces) text += piece.text;
  return text;
}

struct Row {
  std::string_view text;
  std::string_view query;
  std::string_view shown;
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.query << " in " << row.text;
}

class Highlight : public ::testing::TestWithParam<Row> {};

TEST_P(Highlight, MarksWhatTheQueryNames) {
  const auto pieces = highlight(GetParam().text, GetParam().query);
  EXPECT_EQ(show(pieces), GetParam().shown);
  EXPECT_EQ(joined(pieces), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Highlight,
    ::testing::Values(
        Row{"室内手机没信号怎么办", "手机没信号", "室内[手机没信号]怎么办"},
        Row{"手机的信号", "信号 手机", "[手机]的[信号]"}, Row{"他的手机", "我的手机", "他的[手机]"},
        Row{"开通ＶｏＬＴＥ后", "volte", "开通[ＶｏＬＴＥ]后"}, Row{"信\u200B号弱", "信号", "[信\u200B号]弱"},
        Row{"Wi-Fi 慢", "wifi", "[Wi-Fi] 慢"}, Row{"低于 -110dBm 时", "110dbm", "低于 [-110dBm] 时"},
        Row{"光猫红灯", "*?\"(", "光猫红灯"}, Row{"光猫红灯", "", "光猫红灯"}, Row{"", "光猫", ""},
        Row{"新卡和旧卡", "卡", "新[卡]和旧[卡]"}, Row{"𠮷野家光猫", "𠮷野家", "[𠮷野家]光猫"},
        Row{"今天𠮷好", "𠮷", "今天[𠮷]好"}, Row{"我要换 卡", "卡", "我要换 [卡]"},
        Row{"坏\xFF光猫\xE5", "光猫", "坏\xFF[光猫]\xE5"}));

TEST(Highlight, MarksOfTheQueryOnlyTheWordsNotTheirCharacters) {
  EXPECT_EQ(show(highlight("号码和信用", "信号")), "号码和信用");
}

TEST(Highlighter, ServesManyTexts) {
  Highlighter highlighter("光猫");
  EXPECT_EQ(show(highlighter.highlight("旧光猫")), "旧[光猫]");
  EXPECT_EQ(show(highlighter.snippet("换一个光猫试试看", 4)), "…个[光猫]试…");
  EXPECT_EQ(show(highlighter.highlight("光猫")), "[光猫]");
}

TEST(Snippet, IsTheWholeTextWhenItFits) {
  EXPECT_EQ(show(snippet("光猫亮红灯", "红灯", 5)), "光猫亮[红灯]");
}

TEST(Snippet, ShowsThePartWithTheMostMatches) {
  const std::string text =
      "信号好。" + std::string(300, '.') + "手机没信号，手机坏了" + std::string(300, '.');
  EXPECT_EQ(show(snippet(text, "手机没信号", 12)), "…..[手机没信号]，[手机]坏了…");
}

TEST(Snippet, BeginsAtTheBeginningWithoutAMatch) {
  EXPECT_EQ(show(snippet("光猫亮红灯", "手机", 2)), "光猫…");
}

TEST(Snippet, OfNoLengthIsACut) {
  EXPECT_EQ(show(snippet("光猫", "光猫", 0)), "…");
}

TEST(Snippet, NeverCutsACharacterApart) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "👨‍👩‍👧e\u0301光猫";
  for (std::size_t length = 1; length < 40; ++length) {
    const std::string shown = joined(snippet(text, "光猫", length));
    EXPECT_FALSE(first_invalid_utf8(shown).has_value()) << length;
    EXPECT_EQ(shown.find("…\u0301"), std::string::npos) << length;
    EXPECT_EQ(shown.find("…\u200D"), std::string::npos) << length;
    EXPECT_EQ(shown.find("e…"), std::string::npos) << length;
  }
}

TEST(ShareIn, IsHowMuchOfTheQueryTheTextSays) {
  EXPECT_DOUBLE_EQ(Highlighter("电梯没信号").share_in("坐电梯没信号怎么办"), 1.0);
  EXPECT_DOUBLE_EQ(Highlighter("靓号过户").share_in("靓号有最低消费"), 0.5);
  EXPECT_DOUBLE_EQ(Highlighter("靓号过户").share_in("号码过多，户主"), 0.0);
  EXPECT_DOUBLE_EQ(Highlighter("卡").share_in("换卡要多少钱"), 1.0);
  EXPECT_DOUBLE_EQ(Highlighter("5G 卡").share_in("5G 要换卡"), 1.0);
  EXPECT_DOUBLE_EQ(Highlighter("5G").share_in("15G 流量"), 0.0);
  EXPECT_DOUBLE_EQ(Highlighter("？！").share_in("电梯"), 0.0);
}

}  // namespace
}  // namespace firstfix::search
