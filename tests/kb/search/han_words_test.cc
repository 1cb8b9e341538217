// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/han_words.h"

#include <array>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <unicode/brkiter.h>

#include "kb/search/han_tables.h"

namespace firstfix::search {
namespace {

std::vector<int> ends_by_icu(const icu::UnicodeString& run) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getChinese(), status));
  words->setText(run);
  std::vector<int> ends;
  for (int at = words->first(); (at = words->next()) != icu::BreakIterator::DONE;) ends.push_back(at);
  return ends;
}

bool can_cut(std::string_view text, int from, int to) {
  return HanWords().can_cut(normalise(text), from, to);
}

// Words put together at random give every way to cut that goes wrong, and characters at random those that no
// word has. Fails with an ICU that cuts otherwise: then let can_cut refuse, or follow it.
TEST(HanWords, EndWhereIcusEnd) {
  constexpr std::array<std::u16string_view, 32> kPieces{
      u"手机", u"没",       u"信号", u"移动",     u"电话", u"号码",   u"号",   u"话费",
      u"中国", u"中国移动", u"国际", u"漫游",     u"光猫", u"路由器", u"宽带", u"上不了网",
      u"网络", u"电",       u"信",   u"机",       u"的",   u"一",     u"一下", u"不",
      u"不是", u"营业厅",   u"客户", u"客户经理", u"服",   u"服务",   u"务必", u"人民代表大会"};
  std::mt19937 random(17);
  HanWords words;
  for (int i = 0; i < 3000; ++i) {
    std::u16string run;
    const auto pieces = 1 + random() % 12;
    for (std::size_t piece = 0; piece < pieces; ++piece) {
      if (random() % 4 == 0) {
        run += static_cast<char16_t>(kFirstHan + random() % (kLastHan - kFirstHan + 1));
      } else {
        run += kPieces[random() % kPieces.size()];
      }
    }
    const icu::UnicodeString text(run.data(), static_cast<std::int32_t>(run.size()));
    std::string shown;
    ASSERT_EQ(words.ends(run), ends_by_icu(text)) << text.toUTF8String(shown);
  }
}

TEST(HanWords, AreCutWhereNothingElseBelongsToThem) {
  EXPECT_TRUE(can_cut("手机没信号", 0, 5));
  EXPECT_TRUE(can_cut("我的5G手机，没信号", 4, 6));
  EXPECT_TRUE(can_cut("手机。没信号", 3, 6));
  EXPECT_TRUE(can_cut("“手机”没信号", 1, 3));
}

TEST(HanWords, AreLeftToIcuBesideMarksAndOtherScripts) {
  EXPECT_FALSE(can_cut("手机ケータイ", 0, 6));
  EXPECT_FALSE(can_cut("手机ケータイ", 0, 2));
  EXPECT_FALSE(can_cut("ケータイ手机", 4, 6));
  EXPECT_FALSE(can_cut("手机\u0301没", 0, 2));
  EXPECT_FALSE(can_cut("手机\U00020000", 0, 2));
  EXPECT_FALSE(can_cut("手机〡没", 0, 2));
}

}  // namespace
}  // namespace firstfix::search
