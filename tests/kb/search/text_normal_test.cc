// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/text_normal.h"

#include <ostream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace firstfix::search {
namespace {

struct Row {
  std::string_view source;
  std::string_view normal;
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.source;
}

class Normalise : public ::testing::TestWithParam<Row> {};

TEST_P(Normalise, FoldsWhatPeopleTypeDifferently) {
  const NormalText text = normalise(GetParam().source);
  EXPECT_EQ(text.utf8(0, text.units.length()), GetParam().normal);
}

INSTANTIATE_TEST_SUITE_P(Forms, Normalise,
                         ::testing::Values(Row{"", ""}, Row{"VoLTE", "volte"},
                                           Row{"ＶｏＬＴＥ　５Ｇ", "volte 5g"}, Row{"①格", "1格"},
                                           Row{"100㎡", "100m2"}, Row{"ﬁ", "fi"}, Row{"信\u200B号", "信号"},
                                           Row{"e\u0301", "é"}, Row{"ｶﾞ", "ガ"}, Row{"Straße", "strasse"},
                                           Row{"信号\xFF\xE4\xBF", "信号\uFFFD\uFFFD"},
                                           Row{std::string_view("a\0b", 3), std::string_view("a\0b", 3)}));

TEST(NormaliseSpans, PointIntoTheSource) {
  const NormalText text = normalise("㎡信\u200B号");
  ASSERT_EQ(text.units.length(), 4);  // m 2 信 号
  EXPECT_EQ(text.begin, (std::vector<std::uint32_t>{0, 0, 3, 9}));
  EXPECT_EQ(text.end, (std::vector<std::uint32_t>{3, 3, 9, 12}));
}

TEST(NormaliseSpans, StayInsideTheTextForThousandsOfCombiningMarks) {
  std::string source = "e";
  for (int i = 0; i < 5000; ++i) source += "\u0301";
  const NormalText text = normalise(source);
  EXPECT_EQ(text.begin.size(), static_cast<std::size_t>(text.units.length()));
  EXPECT_EQ(text.end.back(), source.size());
}

TEST(IsCjk, HoldsForScriptsWithoutSpaces) {
  for (const char32_t c : {U'信', U'〇', U'々', U'か', U'カ', U'한', U'𠮷'}) EXPECT_TRUE(is_cjk(c));
  for (const char32_t c : {U'a', U'5', U'é', U'，', U'。', U'😀', U' '}) EXPECT_FALSE(is_cjk(c));
}

}  // namespace
}  // namespace firstfix::search
