// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/tokens.h"

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace firstfix::search {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

std::vector<std::string> terms(std::string_view text, TokenKind kind) {
  std::vector<std::string> found;
  for (const Token& token : Analyser().tokens(text)) {
    if (token.kind == kind) found.push_back(token.term);
  }
  return found;
}

std::vector<std::string> terms_of(const std::vector<Token>& tokens) {
  std::vector<std::string> found;
  for (const Token& token : tokens) found.push_back(token.term);
  return found;
}

class Collector : public TermReader {
 public:
  void short_cjk(TokenKind, std::u16string_view units) override {
    std::string text;
    icu::UnicodeString(units.data(), static_cast<std::int32_t>(units.size())).toUTF8String(text);
    terms.push_back(std::move(text));
  }
  void term(std::string term) override { terms.push_back(std::move(term)); }

  std::vector<std::string> terms;
};

TEST(Tokens, AreReadAsTheyAreCut) {
  for (const std::string_view text :
       {"手机没信号，wi-fi 5G也慢：iphone15", "携号转网 -110dBm", "ケータイの电池", "중화인민공화국",
        "𠀀𠀁𠀂号", "号", "",
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890"}) {
    Analyser analyser;
    Collector read;
    analyser.read_terms(normalise(text), read);
    EXPECT_EQ(read.terms, terms_of(analyser.tokens(text))) << text;
  }
}

TEST(Tokens, CutChineseIntoBigramsAndWords) {
  EXPECT_THAT(terms("手机没信号", TokenKind::bigram), ElementsAre("手机", "机没", "没信", "信号"));
  EXPECT_THAT(terms("手机没信号", TokenKind::word), ElementsAre("手机", "信号"));
  EXPECT_THAT(terms("手机没信号", TokenKind::single), ElementsAre("没"));
}

TEST(Tokens, KeepALoneCharacter) {
  EXPECT_THAT(terms("卡 5G", TokenKind::single), ElementsAre("卡"));
  EXPECT_THAT(terms("卡 5G", TokenKind::bigram), IsEmpty());
}

TEST(Tokens, MakeNoBigramAcrossPunctuation) {
  EXPECT_THAT(terms("断网，光猫", TokenKind::bigram), ElementsAre("断网", "光猫"));
}

struct Row {
  std::string_view text;
  std::vector<std::string> runs;
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.text;
}

class Runs : public ::testing::TestWithParam<Row> {};

TEST_P(Runs, KeepNumbersUnitsAndModelsWhole) {
  EXPECT_EQ(terms(GetParam().text, TokenKind::run), GetParam().runs);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Runs,
    ::testing::Values(Row{"5G手机", {"5g"}}, Row{"拨10086", {"10086"}}, Row{"VoLTE", {"volte"}},
                      Row{"信号-110dBm", {"110dbm", "110", "dbm"}}, Row{"iPhone 15", {"iphone", "15"}},
                      Row{"iPhone15", {"iphone15", "iphone", "15"}}, Row{"Wi-Fi", {"wi", "wifi", "fi"}},
                      Row{"3.5折", {"3", "3.5", "5"}}, Row{"2026-01-02", {"2026", "01", "02"}},
                      Row{"a- -b", {"a", "b"}}, Row{"-", {}}, Row{"wi-", {"wi"}}));

TEST(Tokens, KnowTheirBytesInTheSource) {
  const std::string text = "，ＶｏＬＴＥ信号 -110dBm";
  std::vector<std::string> sources;
  for (const Token& token : Analyser().tokens(text)) {
    sources.push_back(text.substr(token.begin, token.end - token.begin));
  }
  EXPECT_THAT(sources, UnorderedElementsAre("ＶｏＬＴＥ", "信号", "信号", "-110dBm", "110", "dBm"));
}

TEST(Tokens, OfTextWithoutWordsAreNone) {
  for (const std::string_view text :
       {"", "   ", "。！？……*\"?", "\x01\x02\x7f", "\xff\xfe\x80", "😀👍🏽"}) {
    EXPECT_THAT(Analyser().tokens(text), IsEmpty()) << text;
  }
}

TEST(Tokens, OfVeryLongWordsAreCutAtACharacter) {
  const auto found = Analyser().tokens(std::string(10000, 'a') + " é" + std::string(100, 'b'));
  for (const Token& token : found) EXPECT_LE(token.term.size(), kMaxTermBytes);
  std::string umlauts = "x";
  for (int i = 0; i < 100; ++i) umlauts += "ü";
  EXPECT_EQ(Analyser().tokens(umlauts).at(0).term.size(), kMaxTermBytes - 1);
}

TEST(StopWords, GoAloneWhenSearching) {
  const auto left = terms_of(without_stop_words(Analyser().tokens("请问我的手机"), StopRule::words_only));
  EXPECT_THAT(left, Contains("手机"));
  EXPECT_THAT(left, Contains("的手"));
  EXPECT_THAT(left, Not(Contains("请问")));
  EXPECT_THAT(left, Not(Contains("我")));
}

TEST(StopWords, TakeTheirNeighboursAlongWhenMarking) {
  const auto left = terms_of(without_stop_words(Analyser().tokens("我的手机"), StopRule::and_neighbours));
  EXPECT_THAT(left, ElementsAre("手机", "手机"));
}

TEST(StopWords, StayWhenThereIsNothingElse) {
  EXPECT_THAT(terms_of(without_stop_words(Analyser().tokens("你好"), StopRule::words_only)),
              Contains("你好"));
}

}  // namespace
}  // namespace firstfix::search
