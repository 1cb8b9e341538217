// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/heard_words.h"

#include <string>

#include <gtest/gtest.h>

namespace firstfix::service {
namespace {

FactCatalogue catalogue() {
  FactDefinition mood{.id = "mood", .type = FactType::choice};
  mood.values = {{.id = "upset", .words = {"投诉", "工信部"}}, {.id = "calm", .words = {"谢谢"}}};
  FactDefinition place{.id = "place", .type = FactType::choice, .question = "在哪里？"};
  place.values = {{.id = "indoor", .words = {"在家没信号", "在家", "屋里"}},
                  {.id = "lift", .words = {"电梯", "显示 5G"}}};
  FactDefinition scope{.id = "scope", .type = FactType::choice, .question = "还有谁？"};
  scope.values = {{.id = "everyone", .words = {"不是就他"}}, {.id = "self", .words = {"只有他"}}};
  return FactCatalogue({mood, place, scope});
}

TEST(HeardWords, HearsOfEachFactTheValueThatWasNamed) {
  const FactCatalogue facts = catalogue();
  const auto heard = HeardWords(facts).in("电梯里没信号，我要打工信部投诉");
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

TEST(HeardWords, TwoValuesOfAFactSayNothingOfIt) {
  const FactCatalogue facts = catalogue();
  const auto heard = HeardWords(facts).in("屋里没信号，电梯里也没有，我要投诉");
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0].value->id, "upset");
  EXPECT_EQ(HeardWords(facts).in("屋里没信号，就是在家没信号").size(), 1U) << "two words of one value";
}

TEST(HeardWords, BlanksMakeNoDifference) {
  const FactCatalogue facts = catalogue();
  for (const char* said : {"手机显示5G", "手机 显示 5 G", "显示５ｇ"}) {
    const auto heard = HeardWords(facts).in(said);
    ASSERT_EQ(heard.size(), 1U) << said;
    EXPECT_EQ(heard[0].value->id, "lift");
  }
}

TEST(HeardWords, InALetterOnlyWhatCannotBeAskedIsHeard) {
  const FactCatalogue facts = catalogue();
  std::string letter = "电梯坏了，我要投诉。";
  for (int i = 0; i < 20; ++i) letter += "物业不管这件事";
  const auto heard = HeardWords(facts).in(letter);
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0].value->id, "upset");
}

TEST(HeardWords, WhatIsDeniedWonderedAboutOrOverIsNotHeard) {
  const FactCatalogue facts = catalogue();
  for (const char* said :
       {"不是电梯里", "不是我在电梯里没信号", "是不是电梯坏了", "你们是不是不管电梯吗", "会不会是电梯坏了",
        "人没在屋里", "我不在屋里的时候也断", "以前在电梯里没信号，现在好了", "不是在电梯、屋里",
        "不是在家没信号、电梯里", "会不会是电梯坏了吗", "是不是就他一个人", "这不是电梯"}) {
    EXPECT_TRUE(HeardWords(facts).in(said).empty()) << said;
  }
}

TEST(HeardWords, WhatIsSaidOfAnotherClauseOfThePastOrWithForceIsHeard) {
  const FactCatalogue facts = catalogue();
  for (const char* said : {"不是手机坏了吧，电梯里就没信号", "不是手机坏了……电梯里就没信号",
                           "以前好好的，电梯里现在没信号", "之前也打过电话说电梯里没信号", "我不是说了电梯吗",
                           "没电梯信号", "没收到电梯通知", "不是就他，电梯里也没信号"}) {
    const auto heard = HeardWords(facts).in(said);
    ASSERT_GE(heard.size(), 1U) << said;
    EXPECT_EQ(heard[0].value->id, "lift") << said;
  }
}

TEST(HeardWords, WhatIsKnownAlreadyStays) {
  const FactCatalogue facts = catalogue();
  FactSet known;
  known.put({"place", "indoor", "agent", {}});
  HeardWords(facts).add_to(known, "电梯里没信号，我要投诉");
  EXPECT_EQ(known.value("place"), "indoor");
  ASSERT_NE(known.find("mood"), nullptr);
  EXPECT_EQ(known.find("mood")->source, "symptom");
}

TEST(HeardWords, HearsNothingWhereNothingIsSaid) {
  const FactCatalogue facts = catalogue();
  EXPECT_TRUE(HeardWords(facts).in("").empty());
  EXPECT_TRUE(HeardWords(facts).in("手机没信号").empty());
}

}  // namespace
}  // namespace firstfix::service
