// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/case_memory.h"

#include <optional>

#include <gtest/gtest.h>

#include "kb/resolve/occurrence.h"

namespace firstfix::service {
namespace {

constexpr Timestamp kNow{std::chrono::seconds{1'795'334'400}};
constexpr Date kToday = std::chrono::floor<std::chrono::days>(kNow);

class CaseMemoryTest : public ::testing::Test {
 protected:
  void solved(const std::string& key, const std::string& case_id, const std::string& symptom) {
    Lesson lesson = tried(key, case_id, symptom);
    lesson.resolved = true;
    memory_.learn(lesson);
  }

  // That did not help.
  static Lesson tried(const std::string& key, const std::string& case_id, const std::string& symptom) {
    Lesson lesson;
    lesson.key = key;
    lesson.case_id = case_id;
    lesson.category = "network/indoor";
    lesson.symptom = symptom;
    lesson.at = kNow;
    return lesson;
  }

  double share(const std::string& case_id, const std::string& symptom,
               const std::vector<search::Hit>& hits) const {
    for (const Remembered& each : memory_.remembered(symptom, hits, kNow)) {
      if (each.case_id == case_id) return each.share;
    }
    return 0.0;
  }

  double failures(const std::string& case_id, const std::string& symptom) const {
    for (const Remembered& each : memory_.remembered(symptom, {}, kNow)) {
      if (each.case_id == case_id) return each.failures;
    }
    return 0.0;
  }

  CaseStanding standing(const std::string& case_id, std::optional<double> occurrence = {}) const {
    Case article;
    article.id = case_id;
    article.category = "network/indoor";
    article.occurrence = occurrence;
    return memory_.standing(article, kToday, 10);
  }

  double popularity(const std::string& case_id) const { return standing(case_id).popularity; }

  CaseMemory memory_{kToday, 30.0};
};

TEST_F(CaseMemoryTest, WhatHelpsAtOnePlaceIsRememberedOfThatPlace) {
  const resolve::FactValues village{{"area", "雨敞坪镇"}};
  const resolve::FactValues town{{"area", "县城"}};
  const auto record = [&](const std::string& case_id, const resolve::FactValues& where) {
    Case article;
    article.id = case_id;
    const Case* const cases[] = {&article};
    return memory_.standings(cases, kToday, 10, where).front().circumstances.at(0);
  };
  EXPECT_DOUBLE_EQ(record("wall", village).expected, 0.0) << "nobody called";
  for (int i = 0; i < 8; ++i) {
    Lesson lesson = tried(std::to_string(i), i < 4 ? "wall" : "lift", "没信号");
    lesson.resolved = true;
    lesson.circumstances = i < 4 ? village : town;
    memory_.learn(lesson);
  }
  EXPECT_NEAR(record("wall", village).right, 4.0, 1e-9);
  EXPECT_NEAR(record("wall", village).expected, 2.0, 1e-9) << "half of all who called";
  EXPECT_NEAR(record("wall", town).right, 0.0, 1e-9);
  EXPECT_NEAR(record("wall", town).expected, 2.0, 1e-9);
  ASSERT_EQ(memory_.circumstances(village).size(), 1U);
  EXPECT_NE(memory_.circumstances(village).front().there, nullptr);

  Lesson taken_back = tried("0", "wall", "没信号");
  taken_back.resolved = true;
  taken_back.circumstances = village;
  memory_.forget(taken_back);
  EXPECT_NEAR(record("wall", village).right, 3.0, 1e-9);

  memory_.forget_before(kNow, kToday + std::chrono::days{30 * 12});
  EXPECT_EQ(memory_.circumstances(village).front().there, nullptr) << "twelve half-lives ago";
}

TEST_F(CaseMemoryTest, OwnWordsThatExplainWhatWasSaidLeavePastContactsLess) {
  solved("1", "elevator", "电梯里打不出电话");
  const std::string words = "电梯里没有电话信号";
  const double alone = share("elevator", words, {});
  const double beside_a_poor_hit = share("elevator", words, {{"basement", 20.0, 0.3}});
  const double beside_a_good_one = share("elevator", words, {{"basement", 20.0, 0.9}});
  const double beside_many = share("elevator", words, {{"basement", 20.0, 0.9}, {"lift", 19.0, 0.9}});
  EXPECT_GT(alone, beside_a_poor_hit);
  EXPECT_GT(beside_a_poor_hit, beside_a_good_one);
  EXPECT_GT(beside_a_good_one, beside_many);
  EXPECT_GT(beside_many, 0.0);
}

TEST_F(CaseMemoryTest, WordsHardlyAlikeSayLittleEvenWhenNothingElseIsFound) {
  solved("1", "elevator", "电梯里打不出电话");
  EXPECT_LT(share("elevator", "电视盒子的遥控器坏了要换新的", {}), 0.2);
  EXPECT_GT(share("elevator", "电梯里打不出电话", {}), 0.9);
}

TEST_F(CaseMemoryTest, ASignOrTwoInCommonIsChance) {
  solved("1", "elevator", "电梯里打不出电话");
  EXPECT_EQ(share("elevator", "家里宽带晚上特别慢，打游戏卡得很", {}), 0.0);
}

TEST_F(CaseMemoryTest, TheFirstContactsAreNoTrend) {
  solved("1", "elevator", "电梯里打不出电话");
  EXPECT_NEAR(standing("elevator").trend, 1.0, 1e-9) << "nothing is older that it could differ from";
  for (int i = 2; i < 1'000; ++i) solved(std::to_string(i), "basement", "地下车库没有信号");
  for (int i = 0; i < 50; ++i) solved("e" + std::to_string(i), "elevator", "电梯里打不出电话");
  EXPECT_GT(standing("elevator").trend, 2.0);
}

TEST_F(CaseMemoryTest, EachFurtherTextOfACaseCountsLess) {
  const std::vector<search::Hit> hits{{"basement", 20.0, 0.9}};
  const std::string words = "电梯里打不出电话";
  solved("1", "elevator", words);
  solved("2", "lift", words);
  solved("3", "lift", words);
  const double once = share("elevator", words, hits);
  const double twice = share("lift", words, hits);
  EXPECT_GT(twice, 1.5 * once);
  EXPECT_LT(twice, 2.0 * once);
}

TEST_F(CaseMemoryTest, AFailureCountsAgainstTheCaseAndIsTakenBack) {
  const std::string words = "电梯里打不出电话";
  Lesson failed = tried("1", "basement", words);
  failed.beliefs = {{"basement", 0.5}, {"elevator", 0.4}};
  memory_.learn(failed);
  EXPECT_GT(failures("basement", words), 0.0);
  EXPECT_EQ(share("basement", words, {}), 0.0);
  EXPECT_GT(share("elevator", words, {}), 0.0);  // guessed in its place
  memory_.forget(failed);
  EXPECT_EQ(memory_.texts(), 0U);
}

TEST_F(CaseMemoryTest, WhatHelpedLaterReplacesTheGuessAndIsTakenBack) {
  const std::string words = "电梯里打不出电话";
  Lesson guessed = tried("1", "basement", words);
  guessed.beliefs = {{"basement", 0.5}, {"elevator", 0.4}};
  Lesson known = guessed;
  known.sequel.solved = "volte-off";
  memory_.learn(guessed);
  const double guess = share("elevator", words, {});
  memory_.correct(guessed, known);
  EXPECT_EQ(share("elevator", words, {}), 0.0);
  EXPECT_GT(share("volte-off", words, {}), guess);
  EXPECT_GT(failures("basement", words), 0.0);
  EXPECT_DOUBLE_EQ(standing("basement").success.tried, 1.0);
  memory_.correct(known, guessed);
  EXPECT_DOUBLE_EQ(share("elevator", words, {}), guess);
  memory_.forget(guessed);
  EXPECT_EQ(memory_.texts(), 0U);
}

TEST_F(CaseMemoryTest, AUseCorrectedIsAsIfItHadBeenSo) {
  const std::string words = "电梯里打不出电话";
  Lesson lesson = tried("1", "basement", words);
  lesson.beliefs = {{"basement", 0.5}, {"elevator", 0.4}};
  Lesson resolved = lesson;
  resolved.resolved = true;
  memory_.learn(lesson);
  memory_.correct(lesson, resolved);
  EXPECT_EQ(memory_.texts(), 1U);
  EXPECT_EQ(failures("basement", words), 0.0);
  const resolve::SuccessRecord record = standing("basement").success;
  EXPECT_DOUBLE_EQ(record.tried, 1.0);
  EXPECT_DOUBLE_EQ(record.resolved, 1.0);
}

TEST_F(CaseMemoryTest, WhereContactsOnlyFailedOwnWordsWeighMore) {
  const std::vector<search::Hit> hits{{"lift", 20.0, 0.9}};
  const std::string words = "电梯里打不出电话";
  solved("1", "elevator", words);
  const double before = share("elevator", words, hits);
  memory_.learn(tried("2", "basement", words));
  EXPECT_LT(share("elevator", words, hits), before);
}

TEST_F(CaseMemoryTest, HavingHelpedOnceIsNoPopularityUntilCasesRecur) {
  solved("1", "elevator", "电梯里打不出电话");
  solved("2", "basement", "车库没信号");
  EXPECT_DOUBLE_EQ(popularity("elevator"), 1.0);
  solved("3", "elevator", "一进电梯就断");
  EXPECT_GT(popularity("elevator"), 1.0);
}

TEST_F(CaseMemoryTest, TheAuthorsOccurrenceHoldsUntilContactsSayOtherwise) {
  Case often;
  often.occurrence = 4'000.0;
  const double foretold = resolve::foretold_popularity(often, 10);
  EXPECT_GT(foretold, 1.5);
  EXPECT_DOUBLE_EQ(standing("lift", 4'000.0).popularity, foretold);
  for (int i = 0; i < 40; ++i) solved(std::to_string(i), "elevator", "电梯里打不出电话");
  EXPECT_LT(standing("lift", 4'000.0).popularity, 1.0);
  EXPECT_GT(standing("elevator", 1.0).popularity, standing("lift", 4'000.0).popularity);
}

}  // namespace
}  // namespace firstfix::service
