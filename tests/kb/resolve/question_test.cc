// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kb/resolve/features.h"
#include "kb/resolve/rank.h"
#include "kb/resolve/weights.h"
#include "tests/kb/resolve/world.h"

namespace firstfix::resolve {
namespace {

constexpr unsigned kWorlds = 300;

CasePtr asking(std::string id, std::vector<Condition> conditions, std::vector<std::string> asks) {
  auto article = std::make_shared<Case>(*make_case(std::move(id), std::move(conditions)));
  article->asks = std::move(asks);
  return article;
}

// Two cases that sound alike; only the place tells them apart.
World indoor_or_basement() {
  World world;
  world.candidates = {make_candidate(make_case("indoor", {{"place", {"indoor"}}}), 10.0),
                      make_candidate(make_case("basement", {{"place", {"basement"}}}), 10.0)};
  return world;
}

// As above, and whether it is the handset decides between another two.
World two_open_facts() {
  World world = indoor_or_basement();
  world.candidates.push_back(make_candidate(make_case("handset", {{"scope", {"self"}}}), 10.0));
  world.candidates.push_back(make_candidate(make_case("network", {{"scope", {"everyone"}}}), 10.0));
  return world;
}

World with_fact(World world, const std::string& fact, const std::string& value) {
  world.facts.put({fact, value, "agent", ""});
  return world;
}

// The catalogue with one definition changed.
template <class Change>
void change_fact(World& world, const std::string& id, Change change) {
  std::vector<FactDefinition> all = world.catalogue.all();
  for (FactDefinition& each : all) {
    if (each.id == id) change(each);
  }
  world.catalogue = FactCatalogue(std::move(all));
}

TEST(NextQuestion, AsksTheFactThatTellsTheBestCasesApart) {
  const auto question = indoor_or_basement().question();
  ASSERT_TRUE(question.has_value());
  EXPECT_EQ(question->fact, "place");
  EXPECT_EQ(question->text, "在哪里出现的？");
  EXPECT_EQ(question->options.size(), 6U);
}

TEST(NextQuestion, IsNoneWithoutCandidates) {
  EXPECT_EQ(World{}.question(), std::nullopt);
}

TEST(NextQuestion, IsNoneWhenTheFactIsKnown) {
  EXPECT_EQ(with_fact(indoor_or_basement(), "place", "indoor").question(), std::nullopt);
}

TEST(NextQuestion, TakesAFactWithoutValueAsUnknown) {
  EXPECT_TRUE(with_fact(indoor_or_basement(), "place", "").question().has_value());
}

TEST(NextQuestion, GoesOnToTheNextFactWhenTheBestWasAsked) {
  World world = two_open_facts();
  ASSERT_EQ(world.question()->fact, "place");
  world.asked = {"place"};
  ASSERT_TRUE(world.question().has_value());
  EXPECT_EQ(world.question()->fact, "scope");
  world.asked = {"place", "scope"};
  EXPECT_EQ(world.question(), std::nullopt);
}

TEST(NextQuestion, DontKnowLeavesTheRankingAsItIs) {
  World world = two_open_facts();
  const std::vector<std::string> before = world.order();
  world.asked.insert("place");
  world.facts.put({"place", "", "agent", ""});
  EXPECT_EQ(world.order(), before);
}

TEST(NextQuestion, IsNotAskedWhenItCostsMoreThanItGains) {
  World world = indoor_or_basement();
  world.weights.confident_at = 0.0;
  const double gain = world.question()->gain;
  change_fact(world, "place",
              [&](FactDefinition& place) { place.cost = 0.5 * gain / Weights{}.question_cost; });
  ASSERT_TRUE(world.question());
  EXPECT_NEAR(world.question()->gain, 0.5 * gain, 1e-12);
  change_fact(world, "place", [&](FactDefinition& place) { place.cost = gain / Weights{}.question_cost; });
  EXPECT_EQ(world.question(), std::nullopt);
}

TEST(NextQuestion, CostsNothingWhereACaseHasFailedThisNumber) {
  World world = indoor_or_basement();
  world.weights.confident_at = 0.0;
  world.candidates.push_back(make_candidate(make_case("tried"), 10.0));
  change_fact(world, "place", [&](FactDefinition& place) { place.cost = 10.0; });
  ASSERT_EQ(world.question(), std::nullopt);
  world.failed = {"tried"};
  ASSERT_TRUE(world.question());
  EXPECT_EQ(world.question()->fact, "place");
}

TEST(NextQuestion, NeedsPromiseLessWhereContactsHaveTaughtWhatAnswersMean) {
  World world = indoor_or_basement();
  world.weights.confident_at = 0.0;
  ASSERT_TRUE(world.question());
  world.weights.question_min_gain = 1.5 * world.question()->gain;
  ASSERT_EQ(world.question(), std::nullopt);
  // As many callers at each place as the catalogue says: the gain itself stays.
  const Date today{std::chrono::sys_days{}};
  FactProfile everybody(today, 30.0);
  for (const FactValue& place : world.catalogue.find("place")->values)
    everybody.add({{"place", place.id}}, today, 100.0);
  world.experience = {&everybody, today};
  EXPECT_TRUE(world.question());
  // And costs less: 0.25 for 0.35 of it at the least.
  world.weights.question_min_gain = 0.0;
  const Weights& weights = world.weights;
  const double gain = world.question()->gain;
  const auto asked_at = [&](double cost) {
    change_fact(world, "place", [&](FactDefinition& place) { place.cost = cost; });
    return world.question().has_value();
  };
  EXPECT_TRUE(asked_at(0.8 * gain / weights.question_cost_taught));
  EXPECT_FALSE(asked_at(1.1 * gain / weights.question_cost_taught));
  world.experience = {};
  EXPECT_FALSE(asked_at(0.8 * gain / weights.question_cost_taught)) << "as long as nobody has told";
}

// Neither case says anything about the place; only those whom one of them helped do.
TEST(NextQuestion, IsAboutWhatEnoughCallersOfTheDayHaveTold) {
  const Date today = std::chrono::sys_days{} + std::chrono::days{60};
  const auto asked_after = [&](double contacts, Date day) {
    World world;
    world.weights.confident_at = 0.0;
    world.candidates = {make_candidate(make_case("indoor"), 10.0), make_candidate(make_case("other"), 10.0)};
    auto helped = std::make_shared<FactProfile>(Date{}, 30.0);
    helped->add({{"place", "indoor"}}, day, contacts);
    world.candidates[0].profile = helped;
    world.experience.today = today;
    return world.question().has_value();
  };
  EXPECT_TRUE(asked_after(25.0, today));
  EXPECT_FALSE(asked_after(10.0, today));
  EXPECT_FALSE(asked_after(30.0, Date{})) << "two half-lives ago";
}

TEST(NextQuestion, NeverAsksWhatHasNoQuestion) {
  World world;
  world.candidates = {make_candidate(make_case("weak", {{"coverage", {"weak"}}}), 10.0),
                      make_candidate(make_case("good", {{"coverage", {"good"}}}), 10.0)};
  EXPECT_EQ(world.question(), std::nullopt);
}

TEST(NextQuestion, NeverAsksATextOrAFactOutsideTheCatalogue) {
  World world;
  world.candidates = {
      make_candidate(asking("a", {{"area", {"x"}}, {"nobody.knows", {"y"}}}, {"area", "gone"}), 10.0),
      make_candidate(make_case("b"), 10.0)};
  change_fact(world, "area", [](FactDefinition& area) { area.question = "在哪个区？"; });
  EXPECT_EQ(world.question(), std::nullopt);
}

// Whatever the answer, the same case stays first and its probability is right on average: nothing to gain.
TEST(NextQuestion, IsNoneWhenNoAnswerChangesWhatIsOffered) {
  World world;
  world.candidates = {make_candidate(asking("only", {{"place", {"indoor"}}}, {"place", "scope"}), 10.0)};
  EXPECT_EQ(world.question(), std::nullopt);
}

TEST(NextQuestion, IsNoneWhenTheBestIsFarAhead) {
  World world = indoor_or_basement();
  world.candidates[0].text_score = 60.0;
  world.candidates[1].text_score = 20.0;
  world.candidates[0].text_coverage = 1.0;
  EXPECT_EQ(world.question(), std::nullopt);
}

TEST(NextQuestion, IsNoneForACaseThatMayNotBeOfferedFirst) {
  World world = indoor_or_basement();
  world.failed = {"basement"};
  world.candidates[0] = make_candidate(make_case("indoor"), 10.0);
  EXPECT_EQ(world.question(), std::nullopt);
}

// No answer moves a case before the first, but either tells a good deal about which of the others it is.
TEST(NextQuestion, CountsWhatAnAnswerTellsAboutTheRightCase) {
  World world = two_open_facts();
  world.candidates.push_back(make_candidate(make_case("first"), 20.0));
  world.weights.question_nat = 0.0;
  ASSERT_EQ(world.question(), std::nullopt);
  world.weights.question_nat = 0.3;
  EXPECT_TRUE(world.question().has_value());
}

TEST(NextQuestion, LooksOnlyAtFactsOfTheBestCandidates) {
  World world = two_open_facts();
  world.weights.question_depth = 0;
  EXPECT_EQ(world.question(), std::nullopt);
}

TEST(NextQuestion, GivesTiesToTheSmallerId) {
  World world;
  world.candidates = {
      make_candidate(make_case("a", {{"scope", {"self"}}, {"device.volte", {"yes"}}}), 10.0),
      make_candidate(make_case("b", {{"scope", {"everyone"}}, {"device.volte", {"no"}}}), 10.0)};
  ASSERT_TRUE(world.question().has_value());
  EXPECT_EQ(world.question()->fact, "device.volte");
}

// The formula of rank.h, worked out by ranking anew for each answer.
TEST(NextQuestion, GainIsTheExpectedRiseOfTheBestProbability) {
  World world = indoor_or_basement();
  world.weights.question_nat = 0.0;
  world.candidates[1].text_score = 9.7;
  world.candidates.push_back(make_candidate(make_case("anywhere"), 9.0));
  const Situation situation = world.situation();
  const Evidence now(situation, world.candidates, world.weights);
  double expected = 0.0;
  double chances = 0.0;
  for (const FactValue& value : world.catalogue.find("place")->values) {
    const World then = with_fact(world, "place", value.id);
    const Situation after = then.situation();
    const double chance = Evidence(after, then.candidates, then.weights).total() / now.total() / 6.0;
    chances += chance;
    expected += chance * then.ranked().front().probability;
  }
  EXPECT_NEAR(chances, 1.0, 1e-9);
  ASSERT_TRUE(world.question().has_value());
  EXPECT_NEAR(world.question()->gain, expected - world.ranked().front().probability, 1e-9);
}

TEST(NextQuestion, AsksAtMostThree) {
  const World world = indoor_or_basement();
  Situation situation = world.situation();
  situation.questions_asked = 2;
  EXPECT_TRUE(next_question(situation, world.candidates, world.weights, {}));
  situation.questions_asked = 3;
  EXPECT_FALSE(next_question(situation, world.candidates, world.weights, {}));
}

TEST(NextQuestion, CostsNothingWhereNothingCanBeOfferedYet) {
  World world = indoor_or_basement();
  std::vector<FactDefinition> dear = world.catalogue.all();
  for (FactDefinition& fact : dear) fact.cost = 1.0;
  world.catalogue = FactCatalogue(std::move(dear));
  world.weights.confident_at = 0.0;
  EXPECT_FALSE(world.question()) << "what it costs is more than it brings";
  world.weights.confident_at = 1.0;
  ASSERT_TRUE(world.question());
  EXPECT_EQ(world.question()->fact, "place");
}

TEST(NextQuestion, BeginsWithWhatTheAuthorOfTheBestCaseDemands) {
  World world = indoor_or_basement();
  auto article = std::make_shared<Case>(*world.candidates[0].article);
  article->must_ask = {"scope"};
  world.candidates[0] = make_candidate(article, 11.0);
  ASSERT_TRUE(world.question());
  EXPECT_EQ(world.question()->fact, "scope");
  world.asked = {"scope"};
  ASSERT_TRUE(world.question());
  EXPECT_EQ(world.question()->fact, "place");
}

TEST(AnyWorldsQuestion, IsAskableUnknownUnaskedAndWorthIt) {
  for (unsigned seed = 0; seed < kWorlds; ++seed) {
    SCOPED_TRACE(seed);
    World world = random_world(seed);
    while (const auto question = world.question()) {
      const FactDefinition* fact = world.catalogue.find(question->fact);
      ASSERT_NE(fact, nullptr);
      EXPECT_TRUE(fact->askable());
      EXPECT_FALSE(world.facts.known(question->fact));
      EXPECT_GT(question->gain,
                std::min(world.weights.question_min_gain, world.weights.question_unsure_min_gain));
      ASSERT_TRUE(world.asked.insert(question->fact).second) << "asked twice";
    }
  }
}

TEST(AnyWorldsQuestion, DoesNotDependOnTheOrderOfTheCandidates) {
  for (unsigned seed = 0; seed < kWorlds; ++seed) {
    SCOPED_TRACE(seed);
    World world = random_world(seed);
    const auto before = world.question();
    std::mt19937 engine(seed);
    std::shuffle(world.candidates.begin(), world.candidates.end(), engine);
    const auto after = world.question();
    ASSERT_EQ(before.has_value(), after.has_value());
    if (!before) continue;
    EXPECT_EQ(before->fact, after->fact);
    EXPECT_EQ(before->gain, after->gain);
  }
}

}  // namespace
}  // namespace firstfix::resolve
