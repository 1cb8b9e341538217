// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/spelling.h"

#include <array>

#include <gtest/gtest.h>

namespace firstfix::content {
namespace {

TEST(Spelling, CountsEditsInCharacters) {
  EXPECT_EQ(edit_distance("现象", "现像"), 1U);
  EXPECT_EQ(edit_distance("symptom", "symptoms"), 1U);
  EXPECT_EQ(edit_distance("titel", "title"), 1U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
}

TEST(Spelling, FindsTheNearestWithinAThirdOfTheWord) {
  constexpr std::array<std::string_view, 3> kIds{"coverage", "device.volte", "place"};
  EXPECT_EQ(nearest("coverag", kIds), "coverage");
  EXPECT_EQ(nearest("volte", kIds), "device.volte");
  EXPECT_EQ(nearest("weather", kIds), std::nullopt);
  EXPECT_EQ(nearest("", kIds), std::nullopt);
}

TEST(Spelling, ListsWhatIsAllowedWhenNothingIsNear) {
  constexpr std::array<std::string_view, 2> kWords{"weak", "none"};
  EXPECT_EQ(suggestion("wek", kWords, "可以用"), "是不是“weak”？");
  EXPECT_EQ(suggestion("superb", kWords, "可以用"), "可以用：weak、none");
}

TEST(Spelling, QuotesLongWordsCutAndOnOneLine) {
  EXPECT_EQ(content::quoted("a\nb"), "“a b”");
  const std::string long_word = content::quoted(std::string(300, 'x'));
  EXPECT_EQ(long_word, "“" + std::string(40, 'x') + "…”");
}

}  // namespace
}  // namespace firstfix::content
