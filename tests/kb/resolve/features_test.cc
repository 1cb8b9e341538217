// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/features.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "tests/kb/resolve/world.h"

namespace firstfix::resolve {
namespace {

Features features(const World& world, std::size_t candidate) {
  const Situation situation = world.situation();
  return Evidence(situation, world.candidates, world.weights).features(candidate);
}

double record(const World& world, std::size_t candidate) {
  const Situation situation = world.situation();
  return Evidence(situation, world.candidates, world.weights).record(candidate);
}

double ratio(const std::string& fact, std::vector<std::string> values, const std::string& value) {
  const FactCatalogue catalogue = small_catalogue();
  const CasePtr article = make_case("a", {{fact, std::move(values)}});
  return log_ratio(*article, *catalogue.find(fact), value, nullptr, {}, Weights{});
}

TEST(Record, OfACaseThatNeverHelpsMakesRoomForTheOthers) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 100.0), make_candidate(make_case("b"), 100.0)};
  const Features a = features(world, 0);
  const Features b = features(world, 1);
  world.candidates[0].success = {.resolved = 0.0, .tried = 100.0, .expected = 40.0};
  ASSERT_LT(record(world, 0), 0.0);
  EXPECT_LT(features(world, 0).belief, a.belief - 0.3);
  EXPECT_GT(features(world, 1).belief, b.belief + 0.3);
  const Situation situation = world.situation();
  const Evidence evidence(situation, world.candidates, world.weights);
  EXPECT_LT(evidence.belief(0), 0.2 * evidence.belief(1));
  World untried = world;
  untried.candidates[0].success = {};
  // Only b, which takes the room, makes any difference to what was expected of a.
  const Situation as_untried = untried.situation();
  const double expected = Evidence(as_untried, untried.candidates, untried.weights).expected_log_odds(0);
  EXPECT_NEAR(evidence.expected_log_odds(0), expected, 1e-9) << "measured against what its record has moved";
}

TEST(Record, ThatIsGoodRecommendsACaseOnlyToWhomItFits) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 100.0), make_candidate(make_case("b"), 30.0)};
  for (Candidate& each : world.candidates)
    each.success = {.resolved = 90.0, .tried = 100.0, .expected = 60.0};
  ASSERT_NEAR(record(world, 0), record(world, 1), 1e-9);
  EXPECT_GT(features(world, 0).success, 0.3 * record(world, 0));
  EXPECT_LT(features(world, 1).success, 0.05 * record(world, 1));
  for (Candidate& each : world.candidates) each.success.resolved = 30.0;
  EXPECT_NEAR(features(world, 1).success, features(world, 0).success, 1e-9) << "a bad one warns everybody";
}

TEST(Record, ThatIsEverybodysTellsNothingOfWhichCaseItIs) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 100.0), make_candidate(make_case("b"), 70.0)};
  const Features a = features(world, 0);
  const Features b = features(world, 1);
  for (Candidate& each : world.candidates)
    each.category_success = {.resolved = 1'000.0, .tried = 1'000.0, .expected = 700.0};
  ASSERT_GT(record(world, 0), 3.0);
  EXPECT_NEAR(features(world, 0).belief, a.belief, 1e-9);
  EXPECT_NEAR(features(world, 1).belief, b.belief, 1e-9);
}

TEST(LogRatio, OfAConditionIsTheFormula) {
  const double phi = Weights{}.condition_fidelity;
  EXPECT_DOUBLE_EQ(ratio("place", {"indoor"}, "indoor"), std::log(1.0 + phi * 5.0));
  EXPECT_DOUBLE_EQ(ratio("coverage", {"weak", "none"}, "none"), std::log(1.0 + phi * 0.5));
  EXPECT_DOUBLE_EQ(ratio("place", {"indoor"}, "rail"), std::log(1.0 - phi));
}

TEST(LogRatio, SpeaksLouderTheFewerValuesAreAllowed) {
  EXPECT_GT(ratio("place", {"indoor"}, "indoor"), ratio("place", {"indoor", "rail"}, "indoor"));
  EXPECT_GT(ratio("place", {"indoor"}, "indoor"), ratio("device.volte", {"no"}, "no"));
}

TEST(LogRatio, IsNothingWhenEverythingOrNothingIsAllowed) {
  for (const auto& values : {std::vector<std::string>{"yes", "no"}, std::vector<std::string>{}}) {
    EXPECT_EQ(ratio("device.volte", values, "yes"), 0.0);
  }
}

// Bayes' rule needs it: averaged over anybody's values a case is neither likelier nor less likely.
TEST(LogRatio, IsOneOnAverageOverAnybody) {
  const FactCatalogue catalogue = small_catalogue();
  const FactDefinition& place = *catalogue.find("place");
  FactProfile everybody(Date{}, 30.0);
  for (int i = 0; i < 500; ++i) everybody.add({{"place", "indoor"}}, Date{});
  const Experience experience{&everybody, Date{}};
  const CasePtr article = make_case("a", {{"place", {"indoor", "rail"}}});
  double mean = 0.0;
  for (const FactValue& value : place.values) {
    mean += share_of(place, value.id, experience, Weights{}) *
            std::exp(log_ratio(*article, place, value.id, nullptr, experience, Weights{}));
  }
  EXPECT_NEAR(mean, 1.0, 1e-9);
}

TEST(LogRatio, FollowsTheContactsTheCaseHelpedAgainstItsAuthor) {
  const FactCatalogue catalogue = small_catalogue();
  const FactDefinition& scope = *catalogue.find("scope");
  FactProfile helped(Date{}, 30.0);
  for (int i = 0; i < 100; ++i) helped.add({{"scope", "everyone"}}, Date{});
  const CasePtr article = make_case("a", {{"scope", {"self"}}});
  EXPECT_GT(log_ratio(*article, scope, "everyone", &helped, {}, Weights{}), 0.0);
  EXPECT_LT(log_ratio(*article, scope, "everyone", nullptr, {}, Weights{}), 0.0);
  helped.add({{"scope", "everyone"}}, Date{}, -100.0);
  EXPECT_NEAR(log_ratio(*article, scope, "everyone", &helped, {}, Weights{}),
              log_ratio(*article, scope, "everyone", nullptr, {}, Weights{}), 1e-9);
}

TEST(Features, SayNothingButTheBeliefWhenNothingIsKnown) {
  World world;
  world.has_symptom = false;
  world.candidates = {make_candidate(make_case("a", {{"place", {"indoor"}}}), 12.0)};
  Features none = features(world, 0);
  none.belief = 0.0;
  EXPECT_DOUBLE_EQ(log_odds(none, world.weights), world.weights.bias);
}

TEST(Beliefs, OfAllCasesAndOfNoneSumToOne) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    const World world = random_world(seed);
    const Situation situation = world.situation();
    const Evidence evidence(situation, world.candidates, world.weights);
    double sum = evidence.outside() / evidence.total();
    for (std::size_t i = 0; i < world.candidates.size(); ++i) sum += evidence.belief(i);
    EXPECT_NEAR(sum, 1.0, 1e-9) << seed;
  }
}

TEST(Features, SumAgreeingAndContradictedConditionsApart) {
  World world;
  world.facts = make_facts({{"place", "indoor"}, {"device.volte", "yes"}});
  world.candidates = {make_candidate(
      make_case("a", {{"place", {"indoor"}}, {"device.volte", {"no"}}, {"scope", {"self"}}}), 1.0)};
  const double phi = world.weights.condition_fidelity;
  EXPECT_DOUBLE_EQ(features(world, 0).agreement, std::log(1.0 + 5.0 * phi));
  EXPECT_DOUBLE_EQ(features(world, 0).contradiction, std::log(1.0 - phi));
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
                       .library_success = {.resolved = 100, .tried = 1000},
                       .experience = {},
                       .questions_asked = 0,
                       .library_cases = 0};
  EXPECT_LT(features(world, 0).success, 0.0);
  EXPECT_GT(Evidence(poor, world.candidates, world.weights).features(0).success, 0.0);
}

TEST(Features, ShareTheWordsBetweenTheCandidatesThatFitThem) {
  World alone;
  alone.candidates = {make_candidate(make_case("a"), 10.0)};
  World crowded = alone;
  for (const auto* id : {"b", "c", "d"}) crowded.candidates.push_back(make_candidate(make_case(id), 9.9));
  EXPECT_GT(features(alone, 0).text, features(crowded, 0).text);
}

// "No signal" tells less than a whole sentence, even when as many cases have just these words.
TEST(Features, LetFewWordsTellLittle) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 10.0), make_candidate(make_case("b"), 5.0)};
  const double little = features(world, 0).text;
  for (Candidate& candidate : world.candidates) candidate.text_score *= 4.0;
  EXPECT_GT(features(world, 0).text, little);
}

TEST(SuccessEvidence, IsMeasuredAgainstWhatWasExpected) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 1.0)};
  world.candidates[0].success = {.resolved = 40, .tried = 100, .expected = 40};
  EXPECT_NEAR(record(world, 0), 0.0, 0.05);
  world.candidates[0].success.expected = 80;
  EXPECT_LT(record(world, 0), -1.0);
}

TEST(SuccessEvidence, SeesThatACaseHasStoppedWorkingWithinTwoDozenTries) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 1.0)};
  world.candidates[0].success = {.resolved = 800, .tried = 1020, .expected = 800};
  world.candidates[0].latest = {.resolved = 9, .tried = 12, .expected = 9.4};
  EXPECT_NEAR(record(world, 0), 0.0, 0.3);
  world.candidates[0].latest = {.resolved = 2, .tried = 16, .expected = 12.5};
  EXPECT_LT(record(world, 0), -1.5);
}

TEST(Beliefs, FallWhereTheSameWordsHaveFailedAndLeaveTheRestToOthers) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 100.0), make_candidate(make_case("b"), 100.0)};
  const double b = features(world, 1).belief;
  world.candidates[0].neighbour_failures = 1.0;
  const Situation situation = world.situation();
  const Evidence evidence(situation, world.candidates, world.weights);
  EXPECT_NEAR(evidence.belief(0) * (1.0 + world.weights.failure_tells), evidence.belief(1), 1e-9);
  EXPECT_GT(features(world, 1).belief, b);
}

CasePtr in_category(const std::string& category, std::string id, std::vector<Condition> conditions = {}) {
  auto article = std::make_shared<Case>(*make_case(std::move(id), std::move(conditions)));
  article->category = category;
  return article;
}

// Nobody speaks of its siblings; `other` is another category's.
World one_of_three_handset_cases() {
  World world;
  world.candidates = {make_candidate(in_category("device/handset", "said"), 40.0),
                      make_candidate(in_category("device/handset", "indoors", {{"place", {"indoor"}}}), 0.0),
                      make_candidate(in_category("device/handset", "on-trains", {{"place", {"rail"}}}), 0.0),
                      make_candidate(in_category("network/rail", "other"), 0.0)};
  return world;
}

TEST(Siblings, OfACaseThatFailedThisNumberGetSomeOfWhatItWasWorth) {
  World world = one_of_three_handset_cases();
  const Situation untried = world.situation();
  const Evidence before(untried, world.candidates, world.weights);
  EXPECT_EQ(before.mass_of_siblings(), 0.0);
  world.failed = {"said"};
  const Situation situation = world.situation();
  const Evidence after(situation, world.candidates, world.weights);
  EXPECT_NEAR(after.mass_of_siblings(), world.weights.sibling_helps * before.mass(0), 1e-9);
  EXPECT_EQ(after.mass_of_sibling(0), 0.0) << "not back to what has failed";
  EXPECT_EQ(after.mass_of_sibling(3), 0.0);
  EXPECT_GT(after.belief(1), 10.0 * after.belief(3));
}

TEST(Siblings, GetTheMoreTheBetterTheFactsFitThem) {
  World world = one_of_three_handset_cases();
  world.failed = {"said"};
  world.facts = make_facts({{"place", "rail"}});
  const Situation situation = world.situation();
  const Evidence evidence(situation, world.candidates, world.weights);
  EXPECT_GT(evidence.mass_of_sibling(2), 10.0 * evidence.mass_of_sibling(1));
  world.candidates.erase(world.candidates.begin() + 2);
  const Evidence contradicted(situation, world.candidates, world.weights);
  EXPECT_LT(contradicted.mass_of_sibling(1), 0.5 * contradicted.mass(0)) << "it fits worse than what failed";
}

TEST(Siblings, ThatHaveAllFailedGetNothing) {
  World world = one_of_three_handset_cases();
  world.failed = {"said", "indoors", "on-trains"};
  const Situation situation = world.situation();
  const Evidence evidence(situation, world.candidates, world.weights);
  EXPECT_EQ(evidence.mass_of_siblings(), 0.0);
}

TEST(Features, BelieveTheCaseWhoseCallersPutItSo) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 30.0), make_candidate(make_case("b"), 30.0),
                      make_candidate(make_case("c"), 29.0)};
  const auto beliefs = [&] {
    const Situation situation = world.situation();
    const Evidence evidence(situation, world.candidates, world.weights);
    return std::vector<double>{evidence.belief(0), evidence.belief(1), evidence.belief(2)};
  };
  const std::vector<double> by_score = beliefs();
  EXPECT_EQ(by_score[0], by_score[1]);
  EXPECT_LT(by_score[2], by_score[0]);
  world.candidates[0].text_likeness = 0.1;
  world.candidates[1].text_likeness = 0.4;
  world.candidates[2].text_likeness = 0.4;
  const std::vector<double> by_both = beliefs();
  EXPECT_GT(by_both[1], by_both[0]);
  EXPECT_GT(by_both[2], by_both[0]);  // beside a likeness, a little in score counts little
  EXPECT_GT(by_both[1], by_both[2]);
}

TEST(Features, LeaveTheScoreAloneWhereNobodyKnowsTheLikeness) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 30.0), make_candidate(make_case("b"), 25.0)};
  const double b = features(world, 1).belief;
  world.candidates[0].text_likeness = 0.0;
  world.candidates[1].text_likeness = 0.0;
  EXPECT_EQ(features(world, 1).belief, b);
}

TEST(Features, LetALikenessOfNextToNothingTellNextToNothing) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 30.0), make_candidate(make_case("b"), 25.0)};
  const double b = features(world, 1).belief;
  world.candidates[0].text_likeness = 1e-9;
  world.candidates[1].text_likeness = 1e-9;
  EXPECT_NEAR(features(world, 1).belief, b, 1e-6);
}

TEST(Features, TakeALikenessThatIsNoNumberForUnknown) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 30.0), make_candidate(make_case("b"), 25.0)};
  world.candidates[1].text_likeness = 0.2;
  const double a = features(world, 0).belief;
  const double b = features(world, 1).belief;
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double odd : {std::numeric_limits<double>::quiet_NaN(), infinity, -infinity}) {
    world.candidates[0].text_likeness = odd;
    EXPECT_EQ(features(world, 0).belief, a) << odd;
    EXPECT_EQ(features(world, 1).belief, b) << odd;
  }
}

TEST(BeliefFeature, IsWhatAWrongCaseResolvesWhereThereIsNoBelief) {
  const Weights weights;
  EXPECT_NEAR(probability_of(belief_feature(0.0, weights)), weights.wrong_case_resolves, 1e-9);
  EXPECT_NEAR(probability_of(belief_feature(1.0, weights)), weights.right_case_resolves, 1e-9);
}

TEST(Features, SurviveScoresThatAreNoNumbers) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double odd : {nan, infinity, -infinity, -3.0}) {
    World world;
    world.candidates = {make_candidate(make_case("a"), odd), make_candidate(make_case("b"), 5.0)};
    world.candidates[0].neighbour_votes = odd;
    world.candidates[0].neighbour_failures = odd;
    world.candidates[0].text_coverage = odd;
    world.candidates[0].text_likeness = odd;
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
