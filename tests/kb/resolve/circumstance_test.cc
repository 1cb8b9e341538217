// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/circumstance.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "kb/resolve/features.h"
#include "tests/kb/resolve/world.h"

namespace firstfix::resolve {
namespace {

constexpr Date kToday{std::chrono::days{20'000}};

// Two cases, one of which its author wrote for weak coverage; calls come from a place that determines it.
class CircumstanceTest : public ::testing::Test {
 protected:
  CircumstanceTest() {
    std::vector<FactDefinition> facts = world_.catalogue.all();
    std::ranges::find(facts, "area", &FactDefinition::id)->determines = {"coverage"};
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

  // The belief in `weak` for a call from there.
  double belief(const std::string& area, const std::string& coverage) {
    const FactValues known{{"area", area}};
    world_.facts = {};
    world_.facts.put({"area", area, "location", {}});
    if (!coverage.empty()) world_.facts.put({"coverage", coverage, "coverage", {}});
    const auto readers = tally_.readers(known, kToday);
    for (Candidate& each : world_.candidates) each.circumstances = {readers.front().of(each.article->id)};
    Situation situation = world_.situation();
    situation.experience.today = kToday;
    situation.circumstances = tally_.find(known);
    return Evidence(situation, world_.candidates, world_.weights).belief(0);
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

TEST_F(CircumstanceTest, OneCallProvesLittle) {
  calls("town", "weak", "other", 60);
  const double before = belief("village", "weak");
  calls("village", "weak", "weak", 1);
  EXPECT_LT(std::abs(belief("village", "weak") - before), 0.15);
}

TEST(CircumstanceTally, WhatIsTakenBackIsGone) {
  CircumstanceTally tally(kToday, 30.0);
  const FactValues known{{"area", "village"}};
  tally.count(known, {{"coverage", "weak"}}, kToday, 1.0);
  tally.credit(known, "a", kToday, 1.0);
  tally.count(known, {{"coverage", "weak"}}, kToday, -1.0);
  tally.credit(known, "a", kToday, -1.0);
  const CircumstanceRecord record = tally.readers(known, kToday).front().of("a");
  EXPECT_DOUBLE_EQ(record.right, 0.0);
  EXPECT_DOUBLE_EQ(record.expected, 0.0);
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
