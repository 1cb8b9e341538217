// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/term_counts.h"

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace firstfix::search {
namespace {

using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

TEST(TermCounts, AddUpByWeight) {
  TermCounts counts;
  counts.weigh(3);
  counts.short_cjk(TokenKind::bigram, u"手机");
  counts.short_cjk(TokenKind::single, u"没");
  counts.term("5g");
  counts.weigh(1);
  counts.short_cjk(TokenKind::bigram, u"手机");
  counts.term("5g");
  counts.short_cjk(TokenKind::bigram, u"𠀀号");
  EXPECT_THAT(counts.take(),
              UnorderedElementsAre(Pair("手机", 4U), Pair("没", 3U), Pair("5g", 4U), Pair("𠀀号", 1U)));
  EXPECT_THAT(counts.take(), IsEmpty());
}

// Of 手机信号 the word 手机 is the bigram 手机, and 𠀀号 is two characters in three units.
TEST(TermCounts, CountAWordOfTwoCharactersOnceWithItsBigram) {
  TermCounts counts;
  for (const TokenKind kind : {TokenKind::bigram, TokenKind::word}) {
    counts.short_cjk(kind, u"手机");
    counts.short_cjk(kind, u"𠀀号");
  }
  counts.short_cjk(TokenKind::word, u"路由器");
  EXPECT_THAT(counts.take(), UnorderedElementsAre(Pair("手机", 1U), Pair("𠀀号", 1U), Pair("路由器", 1U)));
}

TEST(TermCounts, HoldMoreTermsThanThereWasRoomFor) {
  TermCounts counts;
  for (int round = 0; round < 2; ++round) {
    for (char16_t c = 0x4E00; c < 0x8E00; ++c) counts.short_cjk(TokenKind::single, {&c, 1});
  }
  const auto taken = counts.take();
  ASSERT_EQ(taken.size(), 0x4000U);
  for (const auto& [term, count] : taken) EXPECT_EQ(count, 2U) << term;
}

}  // namespace
}  // namespace firstfix::search
