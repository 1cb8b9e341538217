// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/words/say.h"

#include <gtest/gtest.h>

#include "tests/support/in_words.h"

namespace firstfix::words {
namespace {

using test::in_chinese;
using test::in_english;

FactCatalogue facts() {
  FactDefinition volte;
  volte.id = "device.volte";
  volte.label = "手机支持 VoLTE";
  volte.label_en = "Handset has VoLTE";
  volte.type = FactType::choice;
  volte.values = {{"yes", "支持"}, {"no", "不支持"}};
  volte.values[0].label_en = "Yes";
  return FactCatalogue({volte});
}

Message until(const char* end) {
  return {"until.expected", {{"end", std::vector<Message>{{"when.today", {{"at", end}}}}}}};
}

TEST(Say, FillsTheArgumentsInWhateverOrderTheLanguageHasThem) {
  const Message repeat{"notice.repeat",
                       {{"days", "30"}, {"visit", "2"}, {"last", std::vector<Message>{{"age.now"}}}}};
  EXPECT_EQ(in_chinese(repeat), "近 30 天第 2 次来访，上次是刚刚");
  EXPECT_EQ(in_english(repeat), "Contact no. 2 in 30 days, last one just now");
}

TEST(Say, SaysSentencesWithinSentencesInTheSameLanguage) {
  EXPECT_EQ(in_chinese(until("18:30")), "预计今天 18:30 恢复");
  EXPECT_EQ(in_english(until("18:30")), "service expected back today 18:30");
}

TEST(Say, JoinsAList) {
  const Message list{"list", {{"items", std::vector<Message>{{"ability.5g"}, {"ability.volte"}}}}};
  EXPECT_EQ(in_chinese(list), "5G、VoLTE");
  EXPECT_EQ(in_english(list), "5G, VoLTE");
}

TEST(Say, HasAFormForOneWhereTheLanguageHas) {
  const Message one{"age.days", {{"count", "1"}}};
  EXPECT_EQ(in_chinese(one), "1 天前");
  EXPECT_EQ(in_english(one), "a day ago");
  EXPECT_EQ(in_english({"age.days", {{"count", "2"}}}), "2 days ago");
}

TEST(Say, CallsFactsAsTheirCatalogueDoesAndNothingTwice) {
  const Message against{"why.fact.against",
                        {{"fact", FactWords{"device.volte", "yes", FactWords::As::both}}}};
  EXPECT_EQ(in_chinese(against, facts()), "与已知情况不符：手机支持 VoLTE");
  EXPECT_EQ(in_english(against, facts()), "Does not match what is known: Handset has VoLTE (Yes)");
  EXPECT_EQ(in_english(against), "Does not match what is known: device.volte (yes)");
}

TEST(Say, FillsInTextsAsTheyAre) {
  const Message title{"why.words.none", {{"title", "{title} {0} <b>⟦x⟧"}}};
  EXPECT_EQ(in_english(title), "The customer said nothing about “{title} {0} <b>⟦x⟧”");
}

TEST(Say, ShowsWhatIsMissingAndSaysNothingOfNothing) {
  EXPECT_EQ(in_chinese({}), "");
  EXPECT_EQ(in_chinese({"no.such"}), "⟦no.such⟧");
  EXPECT_EQ(in_english({"age.days"}), "⟦count⟧ days ago");
}

TEST(Say, ReadsATextOfOursInTheLanguageAndAnyOtherAsItIs) {
  const Strings& english = test::catalogues().in(Language::english);
  Fact deadline{"repair.deadline", "48 小时", "location", {}};
  deadline.reading = {"hours", {{"count", "48"}}};
  EXPECT_EQ(value_of(deadline, facts(), english), "48 hours");
  EXPECT_TRUE(test::reads_as_it_stands(deadline));
  EXPECT_EQ(value_of({"area", "华阳", "location", {}}, facts(), english), "华阳");
  EXPECT_EQ(value_of({"device.volte", "yes", "device", {}}, facts(), english), "Yes");
}

}  // namespace
}  // namespace firstfix::words
