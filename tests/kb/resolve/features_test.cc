// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "kb/resolve/features.h"
#include "tests/kb/resolve/world.h"

namespace firstfix::resolve {
namespace {

Features features(const World& world, std::size_t candidate) {
  const Situation situation = world.situation();
  return Evidence(situation, world.candidates, world.weights).features_of(world.candidates.at(candidate));
}

ConditionEvidence evidence(const std::string& fact, std::vector<std::string> values) {
  const FactCatalogue catalogue = small_catalogue();
  return evidence_of({fact, std::move(values)}, *catalogue.find(fact), 0.7);
}

TEST(ConditionEvidence, IsTheLogLikelihoodRatioOfTheFormula) {
  EXPECT_DOUBLE_EQ(evidence("place", {"indoor"}).holds, std::log(1.0 + 0.7 * 5.0));
  EXPECT_DOUBLE_EQ(evidence("coverage", {"weak", "none"}).holds, std::log(1.0 + 0.7 * 0.5));
  EXPECT_DOUBLE_EQ(evidence("place", {"indoor"}).fails, std::log(0.3));
}

TEST(ConditionEvidence, SpeaksLouderTheFewerValuesItAllows) {
  EXPECT_GT(evidence("place", {"indoor"}).holds, evidence("place", {"indoor", "rail"}).holds);
  EXPECT_GT(evidence("place", {"indoor"}).holds, evidence("device.volte", {"no"}).holds);
}

TEST(ConditionEvidence, IsNothingWhenEverythingOrNothingIsAllowed) {
  for (const auto& values : {std::vector<std::string>{"yes", "no"}, std::vector<std::string>{}}) {
    EXPECT_EQ(evidence("device.volte", values).holds, 0.0);
    EXPECT_EQ(evidence("device.volte", values).fails, 0.0);
  }
}

TEST(Features, AreAllZeroWhenNothingIsKnown) {
  World world;
  world.has_symptom = false;
  world.candidates = {make_candidate(make_case("a", {{"place", {"indoor"}}}), 12.0)};
  EXPECT_DOUBLE_EQ(log_odds(features(world, 0), world.weights), world.weights.bias);
}

TEST(Features, SumAgreeingAndContradictedConditionsApart) {
  World world;
  world.facts = make_facts({{"place", "indoor"}, {"device.volte", "yes"}});
  world.candidates = {make_candidate(
      make_case("a", {{"place", {"indoor"}}, {"device.volte", {"no"}}, {"scope", {"self"}}}), 1.0)};
  EXPECT_DOUBLE_EQ(features(world, 0).agreement, std::log(4.5));
  EXPECT_DOUBLE_EQ(features(world, 0).contradiction, std::log(0.3));
}

TEST(Features, IgnoreConditionsOnFactsTheCatalogueCannotWeigh) {
  World world;
  world.facts = make_facts({{"area", "华阳街道"}, {"nobody.knows", "x"}, {"place", ""}});
  world.candidates = {make_candidate(
      make_case("a", {{"area", {"华阳街道"}}, {"nobody.knows", {"x"}}, {"place", {"indoor"}}}), 1.0)};
  EXPECT_EQ(features(world, 0).agreement, 0.0);
  EXPECT_EQ(features(world, 0).contradiction, 0.0);
}

TEST(Features, HaveNoSuccessEvidenceWithoutData) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 1.0)};
  EXPECT_EQ(features(world, 0).success, 0.0);
}

TEST(Features, TakeTheCategoryAsThePriorOfAnUntriedCase) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 1.0), make_candidate(make_case("b"), 1.0)};
  world.candidates[0].category_success = {.resolved = 38, .tried = 40};
  world.candidates[1].category_success = {.resolved = 5, .tried = 40};
  EXPECT_GT(features(world, 0).success, 0.0);
  EXPECT_LT(features(world, 1).success, 0.0);
}

TEST(Features, MeasureSuccessAgainstTheWholeLibrary) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 1.0)};
  world.candidates[0].success = {.resolved = 60, .tried = 100};
  const FactSet facts;
  const Situation poor{.facts = facts,
                       .catalogue = world.catalogue,
                       .failed = {},
                       .has_symptom = true,
                       .library_success = {.resolved = 100, .tried = 1000}};
  EXPECT_LT(features(world, 0).success, 0.0);
  EXPECT_GT(Evidence(poor, world.candidates, world.weights).features_of(world.candidates[0]).success, 0.0);
}

TEST(Features, ShareTheWordsBetweenTheCandidatesThatFitThem) {
  World alone;
  alone.candidates = {make_candidate(make_case("a"), 10.0)};
  World crowded = alone;
  for (const auto* id : {"b", "c", "d"}) crowded.candidates.push_back(make_candidate(make_case(id), 9.9));
  EXPECT_GT(features(alone, 0).text, features(crowded, 0).text);
}

TEST(Features, DoNotDependOnTheScaleOfTheScores) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 10.0), make_candidate(make_case("b"), 7.0)};
  const double before = features(world, 1).text;
  for (Candidate& candidate : world.candidates) candidate.text_score *= 4.0;
  EXPECT_DOUBLE_EQ(features(world, 1).text, before);
}

TEST(Features, SurviveScoresThatAreNoNumbers) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double odd : {nan, infinity, -infinity, -3.0}) {
    World world;
    world.candidates = {make_candidate(make_case("a"), odd), make_candidate(make_case("b"), 5.0)};
    world.candidates[0].neighbour_votes = odd;
    world.candidates[0].text_coverage = odd;
    world.candidates[0].success = {.resolved = odd, .tried = odd};
    for (const std::size_t i : {0U, 1U}) {
      EXPECT_TRUE(std::isfinite(log_odds(features(world, i), world.weights))) << odd;
    }
  }
}

TEST(ProbabilityOf, IsNeverCertain) {
  for (const double odds : {-1e9, -50.0, 0.0, 50.0, 1e9}) {
    EXPECT_GT(probability_of(odds), 0.0);
    EXPECT_LT(probability_of(odds), 1.0);
  }
  EXPECT_DOUBLE_EQ(probability_of(0.0), 0.5);
}

}  // namespace
}  // namespace firstfix::resolve
