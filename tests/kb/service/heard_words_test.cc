// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/heard_words.h"

#include <gtest/gtest.h>

namespace firstfix::service {
namespace {

FactCatalogue catalogue() {
  FactDefinition mood{.id = "mood", .type = FactType::choice};
  mood.values = {{.id = "upset", .words = {"投诉", "工信部"}}, {.id = "calm", .words = {"谢谢"}}};
  FactDefinition place{.id = "place", .type = FactType::choice};
  place.values = {{.id = "indoor"}, {.id = "lift", .words = {"电梯"}}};
  return FactCatalogue({mood, place});
}

TEST(HeardWords, HearsOfEachFactTheFirstValueThatWasNamed) {
  const FactCatalogue facts = catalogue();
  const auto heard = HeardWords(facts).in("谢谢，电梯里没信号，我要打工信部投诉");
  ASSERT_EQ(heard.size(), 2U);
  EXPECT_EQ(heard[0].fact, facts.find("mood"));
  EXPECT_EQ(heard[0].value->id, "upset");
  EXPECT_EQ(heard[0].word, "投诉");
  EXPECT_EQ(heard[1].value->id, "lift");
}

TEST(HeardWords, HearsTraditionalCharactersToo) {
  const FactCatalogue facts = catalogue();
  const auto heard = HeardWords(facts).in("我要投訴");
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0].word, "投诉");
}

TEST(HeardWords, HearsNothingWhereNothingIsSaid) {
  const FactCatalogue facts = catalogue();
  EXPECT_TRUE(HeardWords(facts).in("").empty());
  EXPECT_TRUE(HeardWords(facts).in("手机没信号").empty());
}

}  // namespace
}  // namespace firstfix::service
