// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kb/resolve/features.h"
#include "tests/kb/resolve/world.h"
#include "tests/support/in_words.h"

namespace firstfix::resolve {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// The sentences for the first candidate of the world.
std::vector<std::string> reasons(const World& world) {
  std::vector<std::string> texts;
  for (const Ranked& each : world.ranked()) {
    if (each.candidate != 0) continue;
    for (const Why& why : each.why) texts.push_back(test::in_chinese(why.message, world.catalogue));
  }
  return texts;
}

World one_case(std::vector<Condition> conditions = {}, Confidence confidence = Confidence::validated) {
  World world;
  world.candidates = {make_candidate(make_case("a", std::move(conditions), confidence), 10.0)};
  return world;
}

TEST(Explain, NamesTheCaseTheWordsAreCloseTo) {
  EXPECT_THAT(reasons(one_case()), ElementsAre("客户的说法与“案例a”很接近"));
}

TEST(Explain, SaysWhenOthersFitTheWordsAsWell) {
  World world = one_case();
  for (int i = 0; i < 20; ++i)
    world.candidates.push_back(make_candidate(make_case(fmt::format("b{}", i)), 10.0));
  EXPECT_THAT(reasons(world), ElementsAre("客户的说法与“案例a”接近，但还有别的情况同样像"));
}

TEST(Explain, SaysWhenTheWordsSpeakAgainstTheCase) {
  World world = one_case();
  world.candidates.push_back(make_candidate(make_case("b"), 30.0));
  EXPECT_THAT(reasons(world), ElementsAre("客户的说法与“案例a”只有少量相同"));
  world.candidates[0].text_score = 0.0;
  EXPECT_THAT(reasons(world), ElementsAre("客户的说法里没有提到“案例a”这类问题"));
}

TEST(Explain, NamesTheFactThatAgrees) {
  World world = one_case({{"coverage", {"weak"}}});
  world.facts = make_facts({{"coverage", "weak"}});
  EXPECT_THAT(reasons(world), Contains("所在位置覆盖：信号偏弱，符合这类问题"));
}

TEST(Explain, NamesTheFactThatContradictsWithoutSayingItTwice) {
  World world = one_case({{"device.volte", {"no"}}, {"place", {"indoor"}}});
  world.facts = make_facts({{"device.volte", "yes"}, {"place", "outdoor"}});
  EXPECT_THAT(reasons(world), Contains("与已知情况不符：手机支持 VoLTE"));
  EXPECT_THAT(reasons(world), Contains("与已知情况不符：出现问题的场所（室外）"));
}

TEST(Explain, IsSilentAboutFactsNobodyKnows) {
  const World world = one_case({{"coverage", {"weak"}}});
  EXPECT_THAT(reasons(world), Not(Contains(HasSubstr("覆盖"))));
}

TEST(Explain, CountsTriesAndSuccesses) {
  World world = one_case();
  world.candidates[0].success = {.resolved = 11.2, .tried = 12.3};
  EXPECT_THAT(reasons(world), Contains("近期约 12 次用它，11 次解决"));
}

TEST(Explain, PraisesNoCaseForWhatItDidForOthers) {
  World world = one_case();
  world.candidates[0].text_score = 0.1;
  world.candidates[0].success = {.resolved = 110.0, .tried = 120.0, .expected = 60.0};
  world.candidates.push_back(make_candidate(make_case("meant"), 40.0));
  world.candidates[1].neighbour_votes = 1.0;
  const Situation situation = world.situation();
  const Evidence evidence(situation, world.candidates, world.weights);
  ASSERT_GT(evidence.record(0), 1.0);
  ASSERT_LT(evidence.belief(0), 0.02);
  EXPECT_THAT(reasons(world), Not(Contains(HasSubstr("次用它"))));
}

TEST(Explain, FallsBackOnTheCategorysRecord) {
  World world = one_case();
  world.candidates[0].category_success = {.resolved = 3.0, .tried = 20.0};
  EXPECT_THAT(reasons(world), Contains("同类问题近期约 20 次，3 次解决"));
}

TEST(Explain, SaysWhatSimilarContactsWereSolvedBy) {
  World world = one_case();
  world.candidates[0].neighbour_votes = 0.62;
  EXPECT_THAT(reasons(world), Contains("近来类似的客户，约 62% 是用它解决的"));
}

TEST(Explain, LeadsWithTheFailureOnThisNumber) {
  World world = one_case();
  world.failed = {"a"};
  EXPECT_EQ(reasons(world).at(0), "本号码上次用过没有解决");
}

TEST(Explain, WeighsAFailureByWhatItTookFromTheCase) {
  World world = one_case();
  world.candidates.push_back(make_candidate(make_case("b"), 5.0));
  const double before = logit(world.probability("a"));
  world.failed = {"a"};
  for (const Ranked& each : world.ranked()) {
    if (each.candidate != 0) continue;
    ASSERT_EQ(test::in_chinese(each.why.at(0).message, world.catalogue), "本号码上次用过没有解决");
    EXPECT_NEAR(each.why[0].weight, logit(each.probability) - before, 1e-9);
  }
}

TEST(Explain, SaysThatASiblingFailed) {
  World world = one_case();
  world.candidates.push_back(make_candidate(make_case("b"), 60.0));
  EXPECT_THAT(reasons(world), Not(Contains("同类的另一个办法没管用，接下来值得试这个")));
  world.failed = {"b"};
  EXPECT_THAT(reasons(world), Contains("同类的另一个办法没管用，接下来值得试这个"));
}

TEST(Explain, SaysWhenACaseIsNotValidated) {
  EXPECT_THAT(reasons(one_case({}, Confidence::not_validated)), Contains("这篇案例还没有经过验证"));
  EXPECT_THAT(reasons(one_case({}, Confidence::wip)), Contains("这篇案例还是草稿"));
}

TEST(Explain, SaysSoWhenThereIsNoEvidence) {
  World world = one_case();
  world.has_symptom = false;
  EXPECT_THAT(reasons(world), ElementsAre("目前没有更多线索，按通常的可能性列出"));
}

TEST(Explain, IsDoneForTheBestSoManyOnly) {
  World world = one_case();
  world.candidates.push_back(make_candidate(make_case("b"), 5.0));
  const std::vector<Ranked> ranking = rank(world.situation(), world.candidates, world.weights, 1);
  EXPECT_FALSE(ranking.at(0).why.empty());
  EXPECT_TRUE(ranking.at(1).why.empty());
}

TEST(Explain, KeepsTheFourStrongestInOrder) {
  World world =
      one_case({{"coverage", {"weak"}}, {"place", {"indoor"}}, {"device.volte", {"no"}}, {"scope", {"self"}}},
               Confidence::not_validated);
  world.facts =
      make_facts({{"coverage", "weak"}, {"place", "indoor"}, {"device.volte", "no"}, {"scope", "self"}});
  const std::vector<Why> why = world.ranked().at(0).why;
  ASSERT_EQ(why.size(), 4U);
  for (std::size_t i = 1; i < why.size(); ++i)
    EXPECT_GE(std::abs(why[i - 1].weight), std::abs(why[i].weight));
  EXPECT_THAT(reasons(world), Not(Contains(HasSubstr("验证"))));
}

}  // namespace
}  // namespace firstfix::resolve
