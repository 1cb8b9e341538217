// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/circumstance.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kb/resolve/explain.h"
#include "kb/resolve/features.h"
#include "tests/kb/resolve/world.h"
#include "tests/support/in_words.h"

namespace firstfix::resolve {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Date kToday{std::chrono::days{20'000}};

// Two cases, one of which its author wrote for weak coverage; calls come from a place that determines it.
class CircumstanceTest : public ::testing::Test {
 protected:
  CircumstanceTest() {
    std::vector<FactDefinition> facts = world_.catalogue.all();
    std::ranges::find(facts, "area", &FactDefinition::id)->determines = {"coverage", "place"};
    world_.catalogue = FactCatalogue(std::move(facts));
    world_.candidates = {make_candidate(make_case("weak", {{"coverage", {"weak"}}}), 100.0),
                         make_candidate(make_case("other"), 100.0)};
  }

  void calls(const std::string& area, const std::string& coverage, const std::string& needed, int times) {
    for (int i = 0; i < times; ++i) {
      tally_.count({{"area", area}}, {{"coverage", coverage}}, kToday, 1.0);
      tally_.credit({{"area", area}}, needed, kToday, 1.0);
    }
  }

  // A call from there.
  Situation call(const std::string& area, const std::string& coverage, const char* source = "coverage") {
    const FactValues known{{"area", area}};
    world_.facts = {};
    world_.facts.put({"area", area, "location", {}});
    if (!coverage.empty()) world_.facts.put({"coverage", coverage, source, {}});
    const auto readers = tally_.readers(known, kToday);
    for (Candidate& each : world_.candidates) each.circumstances = {readers.front().of(each.article->id)};
    Situation situation = world_.situation();
    situation.experience.today = kToday;
    situation.circumstances = tally_.find(known);
    return situation;
  }

  // The belief in `weak` for it.
  double belief(const std::string& area, const std::string& coverage, const char* source = "coverage") {
    const Situation situation = call(area, coverage, source);
    return Evidence(situation, world_.candidates, world_.weights).belief(0);
  }

  // Why `weak`.
  std::vector<std::string> reasons(const std::string& area, const std::string& coverage) {
    const Situation situation = call(area, coverage);
    std::vector<std::string> texts;
    for (const Why& why : explain(Evidence(situation, world_.candidates, world_.weights), 0))
      texts.push_back(test::in_chinese(why.message, world_.catalogue));
    return texts;
  }

  double weight_of_reason(const std::string& text, const std::string& area, const std::string& coverage) {
    const Situation situation = call(area, coverage);
    for (const Why& why : explain(Evidence(situation, world_.candidates, world_.weights), 0)) {
      if (test::in_chinese(why.message, world_.catalogue) == text) return why.weight;
    }
    return 0.0;
  }

  std::string question(const std::string& area) {
    const Situation situation = call(area, "");
    const auto [ranking, asked] = judge(situation, world_.candidates, world_.weights, {{}, 5});
    return asked ? asked->fact : "";
  }

  double belief_nowhere(const std::string& coverage) {
    world_.facts = {};
    world_.facts.put({"coverage", coverage, "coverage", {}});
    for (Candidate& each : world_.candidates) each.circumstances.clear();
    const Situation situation = world_.situation();
    return Evidence(situation, world_.candidates, world_.weights).belief(0);
  }

  World world_;
  CircumstanceTally tally_{kToday, 30.0};
};

TEST_F(CircumstanceTest, APlaceThatNobodyCalledFromChangesNothing) {
  calls("village", "weak", "weak", 30);
  EXPECT_NEAR(belief("elsewhere", "weak"), belief_nowhere("weak"), 1e-12);
  EXPECT_NEAR(belief("elsewhere", "good"), belief_nowhere("good"), 1e-12);
}

TEST_F(CircumstanceTest, WhatThePlaceSettlesIsNotCountedTwice) {
  // As many need either case in both places: the place says nothing against the coverage that it has.
  calls("village", "weak", "weak", 50);
  calls("village", "weak", "other", 50);
  calls("town", "good", "weak", 50);
  calls("town", "good", "other", 50);
  EXPECT_LT(belief("village", "weak"), belief_nowhere("weak")) << "where it was weak the case was no better";
  EXPECT_GT(belief("town", "good"), belief_nowhere("good"));
  EXPECT_GT(belief("village", "weak"), belief("town", "good")) << "its author's word still counts";
}

TEST_F(CircumstanceTest, WhatOthersAtThePlaceNeededIsLikelier) {
  calls("village", "weak", "other", 40);
  calls("town", "weak", "weak", 40);
  EXPECT_LT(belief("village", "weak"), 0.2);
  EXPECT_GT(belief("town", "weak"), belief("elsewhere", "weak") + 0.05);
}

TEST_F(CircumstanceTest, ThePlaceTellsOfAFactThatIsNotKnown) {
  calls("village", "weak", "nobody", 40);
  calls("town", "good", "nobody", 40);
  EXPECT_GT(belief("village", ""), belief("town", ""));
}

TEST_F(CircumstanceTest, AValueThatHardlyAnybodyHasThereSaysLess) {
  calls("town", "good", "nobody", 200);
  const double surprised = belief("town", "weak");
  EXPECT_LT(surprised, belief_nowhere("weak"));
  EXPECT_GT(surprised, belief("town", "good")) << "but it says something";
}

TEST_F(CircumstanceTest, WhatWasSaidIsNoSlip) {
  calls("town", "good", "nobody", 200);
  const double in_a_table = belief("town", "weak");
  EXPECT_GT(belief("town", "weak", "agent"), in_a_table);
  EXPECT_NEAR(belief("town", "good", "agent"), belief("town", "good"), 0.01) << "nothing unusual";
}

TEST_F(CircumstanceTest, WhatWasCheckedForTheNumberIsNoSlip) {
  calls("town", "good", "nobody", 200);
  const double looked_up = belief("town", "weak");
  std::vector<FactDefinition> facts = world_.catalogue.all();
  std::ranges::find(facts, "coverage", &FactDefinition::id)->checked = true;
  world_.catalogue = FactCatalogue(std::move(facts));
  EXPECT_GT(belief("town", "weak"), looked_up);
}

TEST_F(CircumstanceTest, OneCallSaysSomethingAndProvesLittle) {
  calls("town", "weak", "other", 60);
  const double before = belief("village", "weak");
  calls("village", "weak", "weak", 1);
  EXPECT_GT(belief("village", "weak"), before + 0.01);
  EXPECT_LT(belief("village", "weak"), before + 0.15);
}

TEST_F(CircumstanceTest, APlaceLikeAnyOtherChangesNothing) {
  calls("village", "weak", "weak", 3);
  calls("village", "weak", "other", 7);
  calls("town", "weak", "weak", 3);
  calls("town", "weak", "other", 7);
  world_.candidates.front().article = make_case("weak");
  EXPECT_NEAR(belief("village", "weak"), belief_nowhere("weak"), 1e-9) << "no condition, nothing foretold";
}

TEST_F(CircumstanceTest, WhereItHelpedMoreThanElsewhereIsSaid) {
  calls("village", "weak", "weak", 30);
  calls("town", "good", "other", 30);
  world_.candidates.front().article = make_case("weak");
  EXPECT_THAT(reasons("village", "weak"), Contains(AllOf(HasSubstr("village"), HasSubstr("多由它解决"))));
  EXPECT_THAT(reasons("town", "good"), Contains(AllOf(HasSubstr("town"), HasSubstr("少由它解决"))));
}

TEST_F(CircumstanceTest, WhereItHelpedLessThanForetoldButMoreThanElsewhereNothingIsSaidAgainstThePlace) {
  calls("village", "weak", "weak", 30);
  calls("village", "weak", "nobody", 10);
  calls("town", "good", "weak", 10);
  calls("town", "good", "nobody", 30);
  const std::string coverage = "所在位置覆盖：信号偏弱，符合这类问题";
  EXPECT_THAT(reasons("village", "weak"), Contains(coverage));
  EXPECT_THAT(reasons("village", "weak"), Not(Contains(HasSubstr("village"))));
  EXPECT_GT(weight_of_reason(coverage, "village", "weak"), 0.5)
      << "what the place foretold is the fact's to say";
}

TEST_F(CircumstanceTest, WhatIsOnlyForetoldOfAPlaceIsNobodysExperience) {
  calls("village", "weak", "nobody", 40);
  calls("town", "good", "nobody", 40);
  EXPECT_THAT(reasons("village", ""), Not(Contains(HasSubstr("village"))));
}

TEST_F(CircumstanceTest, AValueThatTheCaseAsksForIsNeverSaidToSpeakAgainstIt) {
  calls("town", "good", "nobody", 1'980);
  calls("town", "weak", "nobody", 20);
  EXPECT_THAT(reasons("town", "weak"), Not(Contains(HasSubstr("不符"))));
}

TEST_F(CircumstanceTest, WhatEverybodyThereAnswersAlikeIsNotAsked) {
  world_.candidates = {make_candidate(make_case("lift", {{"place", {"elevator"}}}), 100.0),
                       make_candidate(make_case("wall", {{"place", {"indoor"}}}), 100.0)};
  for (int i = 0; i < 2'000; ++i) tally_.count({{"area", "tower"}}, {{"place", "elevator"}}, kToday, 1.0);
  EXPECT_EQ(question("elsewhere"), "place");
  EXPECT_EQ(question("tower"), "");
}

TEST(CircumstanceTally, WhatIsTakenBackIsGone) {
  CircumstanceTally tally(kToday, 30.0);
  const FactValues known{{"area", "village"}};
  tally.count(known, {{"coverage", "weak"}}, kToday, 1.0);
  tally.credit(known, "a", kToday, 1.0);
  tally.count(known, {{"coverage", "good"}}, kToday, 1.0);
  tally.credit(known, "b", kToday, 1.0);
  tally.count(known, {{"coverage", "weak"}}, kToday, -1.0);
  tally.credit(known, "a", kToday, -1.0);
  const auto reader = tally.readers(known, kToday).front();
  EXPECT_DOUBLE_EQ(reader.of("a").right, 0.0);
  EXPECT_DOUBLE_EQ(reader.of("a").expected, 0.0);
  EXPECT_DOUBLE_EQ(reader.of("b").right, 1.0);
  const FactProfilePtr there = tally.find(known).front().there;
  const FactProfile::Counts coverage = there->find(FactProfile::Key("coverage"));
  EXPECT_DOUBLE_EQ(coverage.of("weak"), 0.0);
  EXPECT_DOUBLE_EQ(coverage.of("good"), 1.0);
}

TEST(CircumstanceTally, AnAddressForEveryHouseholdDoesNotFillTheMemory) {
  CircumstanceTally tally(kToday, 30.0);
  const FactValues village{{"area", "village"}};
  for (int i = 0; i < 3; ++i) tally.count(village, {}, kToday, 1.0);
  const auto household = [](std::size_t n) { return FactValues{{"area", "household " + std::to_string(n)}}; };
  for (std::size_t n = 0; n < 3 * CircumstanceTally::kMostValues; ++n)
    tally.count(household(n), {}, kToday, 1.0);
  EXPECT_LE(tally.values("area"), 2 * CircumstanceTally::kMostValues);
  EXPECT_NE(tally.find(village).front().there, nullptr) << "many called from there";
  tally.count(household(0), {}, kToday, -1.0);
  EXPECT_EQ(tally.find(household(0)).front().there, nullptr) << "there was nothing left to take back";
}

TEST(CircumstanceTally, HalvesInAHalfLife) {
  CircumstanceTally tally(kToday, 30.0);
  const FactValues known{{"area", "village"}};
  tally.count(known, {}, kToday, 1.0);
  tally.credit(known, "a", kToday, 1.0);
  EXPECT_NEAR(tally.readers(known, kToday + std::chrono::days{30}).front().of("a").right, 0.5, 1e-12);
}

}  // namespace
}  // namespace firstfix::resolve
