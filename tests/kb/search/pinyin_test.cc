// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/pinyin.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kb/search/han_tables.h"

namespace firstfix::search {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(HanTables, KnowReadingsStrokesAndWords) {
  EXPECT_EQ(reading_of(U'号'), "hao");
  EXPECT_EQ(reading_of(U'网'), "wang");
  EXPECT_EQ(reading_of(U'女'), "nv");
  EXPECT_EQ(reading_of(U'没'), "mei");
  EXPECT_EQ(reading_of(U'a'), "");
  EXPECT_EQ(strokes_of(U'几'), "pz");
  EXPECT_EQ(strokes_of(U'一'), "h");
  EXPECT_EQ(strokes_of(char32_t{0x9FFF + 1}), "");
  EXPECT_GT(commonness_of_word(U'信', U'号'), 8);
  EXPECT_EQ(commonness_of_word(U'信', U'好'), 0);
  EXPECT_TRUE(is_syllable("zhuang"));
  EXPECT_FALSE(is_syllable("wi"));
  EXPECT_FALSE(is_syllable(""));
}

struct Segmented {
  std::string_view letters;
  std::vector<std::string_view> syllables;
};

TEST(Pinyin, CutsLettersIntoLegalSyllables) {
  const std::vector<Segmented> table{{"wangsuman", {"wang", "su", "man"}},
                                     {"xinhao", {"xin", "hao"}},
                                     {"xian", {"xian"}},
                                     {"lvse", {"lv", "se"}},
                                     {"wifi", {}},
                                     {"volte", {}},
                                     {"", {}}};
  for (const auto& [letters, syllables] : table) {
    EXPECT_EQ(pinyin_syllables(letters), syllables) << letters;
  }
}

TEST(Pinyin, IndexesSyllablePairsAndInitialsOfEachHanRun) {
  EXPECT_THAT(pinyin_terms("网速慢, 5G"), ElementsAre("XIsm", "XIws", "XIwsm", "XPsu'man", "XPwang'su"));
  EXPECT_EQ(pinyin_terms("網速慢"), pinyin_terms("网速慢"));
  EXPECT_THAT(pinyin_terms("VoLTE"), IsEmpty());
  EXPECT_THAT(pinyin_terms("慢"), IsEmpty());
}

TEST(Pinyin, AsksForSyllablePairs) {
  for (const char* query : {"wangsuman", "wangsu man", "WANG SU MAN", "wang'su'man", "wangsumank"})
    EXPECT_THAT(pinyin_query_terms(query), ElementsAre("XPsu'man", "XPwang'su")) << query;
}

TEST(Pinyin, AsksForInitials) {
  EXPECT_THAT(pinyin_query_terms("wxh"), ElementsAre("XIwxh"));
  EXPECT_THAT(pinyin_query_terms("kd"), ElementsAre("XIkd"));
  EXPECT_THAT(pinyin_query_terms("xhzw"), ElementsAre("XIhzw", "XIxhz", "XIxhzw"));
}

TEST(Pinyin, TakesNoOtherTextForPinyin) {
  for (const char* query : {"", "wifi", "VoLTE", "man", "网速慢", "10086", "iPhone 15", "\xff\xfe", "!?"})
    EXPECT_THAT(pinyin_query_terms(query), IsEmpty()) << query;
}

TEST(Pinyin, QueriesMeetTheTermsOfTheirTitles) {
  struct Row {
    const char* query;
    const char* title;
  };
  for (const Row row :
       {Row{"wangsu man", "上网速度慢，网速慢"}, Row{"xinhaocha", "信号差"}, Row{"wxh", "无信号"},
        Row{"xiehaozhuanwang", "携号转网"}, Row{"yzm", "收不到验证码"}}) {
    const auto indexed = pinyin_terms(row.title);
    const auto asked = pinyin_query_terms(row.query);
    ASSERT_FALSE(asked.empty()) << row.query;
    for (const std::string& term : asked) EXPECT_THAT(indexed, Contains(term)) << row.query;
  }
}

TEST(Pinyin, BoundsTheWorkForLongInput) {
  EXPECT_LE(pinyin_query_terms(std::string(100'000, 'w')).size(), 64U);
  std::string syllables;
  for (int i = 0; i < 10'000; ++i) syllables += "wang ";
  EXPECT_LE(pinyin_query_terms(syllables).size(), 64U);
}

}  // namespace
}  // namespace firstfix::search
