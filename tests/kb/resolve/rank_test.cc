// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/rank.h"

#include <algorithm>
#include <random>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kb/resolve/features.h"
#include "tests/kb/resolve/world.h"
#include "tests/support/in_words.h"

namespace firstfix::resolve {
namespace {

using ::testing::ElementsAre;

constexpr unsigned kWorlds = 300;

// id, probability and reasons of every place.
std::vector<std::string> written(const World& world) {
  std::vector<std::string> lines;
  for (const Ranked& each : world.ranked()) {
    std::string line = fmt::format("{} {}", world.candidates[each.candidate].article->id, each.probability);
    for (const Why& why : each.why) line += " | " + test::in_chinese(why.message, world.catalogue);
    lines.push_back(std::move(line));
  }
  return lines;
}

TEST(Rank, OfNothingIsEmptyAndNotConfident) {
  const World world;
  EXPECT_TRUE(world.ranked().empty());
  EXPECT_FALSE(confident(world.ranked(), world.weights));
}

TEST(Rank, PutsTheBestWordsFirst) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 3.0), make_candidate(make_case("b"), 9.0),
                      make_candidate(make_case("c"), 5.0)};
  EXPECT_THAT(world.order(), ElementsAre("b", "c", "a"));
}

TEST(Rank, GivesTiesToTheSmallerId) {
  World world;
  for (const auto* id : {"c", "a", "b"}) world.candidates.push_back(make_candidate(make_case(id), 4.0));
  EXPECT_THAT(world.order(), ElementsAre("a", "b", "c"));
}

TEST(Rank, LetsFactsDecideBetweenCasesThatSoundAlike) {
  World world;
  world.candidates = {make_candidate(make_case("basement", {{"place", {"basement"}}}), 10.0),
                      make_candidate(make_case("indoor", {{"place", {"indoor"}}}), 9.5)};
  EXPECT_EQ(world.best().id, "basement");
  world.facts = make_facts({{"place", "indoor"}});
  EXPECT_EQ(world.best().id, "indoor");
}

TEST(Rank, ConditionsAreSoft) {
  World world;
  world.candidates = {make_candidate(make_case("contradicted", {{"device.volte", {"no"}}}), 50.0),
                      make_candidate(make_case("poor-words"), 30.0)};
  world.facts = make_facts({{"device.volte", "yes"}});
  EXPECT_EQ(world.best().id, "contradicted");
}

TEST(Rank, LearnsFromSuccess) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 10.0), make_candidate(make_case("b"), 10.0)};
  world.candidates[1].success = {.resolved = 9, .tried = 10};
  EXPECT_EQ(world.best().id, "b");
  world.candidates[1].success = {.resolved = 2, .tried = 10};
  EXPECT_EQ(world.best().id, "a");
}

TEST(Rank, FollowsWhatSolvedSimilarContacts) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 10.0), make_candidate(make_case("b"), 9.0)};
  world.candidates[1].neighbour_votes = 0.8;
  EXPECT_EQ(world.best().id, "b");
}

TEST(Rank, TrustsValidatedCasesMoreThanDrafts) {
  World world;
  world.candidates = {make_candidate(make_case("a", {}, Confidence::archived), 5.0),
                      make_candidate(make_case("b", {}, Confidence::wip), 5.0),
                      make_candidate(make_case("c", {}, Confidence::not_validated), 5.0),
                      make_candidate(make_case("d", {}, Confidence::validated), 5.0)};
  EXPECT_THAT(world.order(), ElementsAre("d", "c", "b", "a"));
}

TEST(Rank, WithoutWordsGoesByFactsAlone) {
  World world;
  world.has_symptom = false;
  world.facts = make_facts({{"coverage", "none"}});
  world.candidates = {make_candidate(make_case("a"), 0.0),
                      make_candidate(make_case("b", {{"coverage", {"weak", "none"}}}), 0.0),
                      make_candidate(make_case("c", {{"coverage", {"good"}}}), 0.0)};
  EXPECT_THAT(world.order(), ElementsAre("b", "a", "c"));
}

TEST(Rank, WithoutWordsOfEqualsTheOneThatTakesLessForGrantedIsFirst) {
  World world;
  world.has_symptom = false;
  world.facts = make_facts({{"coverage", "weak"}});
  world.candidates = {make_candidate(make_case("a", {{"coverage", {"weak"}}, {"place", {"rail"}}}), 0.0),
                      make_candidate(make_case("b", {{"coverage", {"weak"}}, {"scope", {"everyone"}}}), 0.0)};
  EXPECT_THAT(world.order(), ElementsAre("b", "a")) << "one place of six, one scope of two";
  world.facts = make_facts({{"coverage", "weak"}, {"place", "rail"}});
  EXPECT_THAT(world.order(), ElementsAre("a", "b")) << "what is known is evidence";
}

// An outage at the caller's place, which another case is about than the one that the words mean.
World known_outage(double votes_for_the_handset) {
  World world;
  std::vector<FactDefinition> all = world.catalogue.all();
  FactDefinition event;
  event.id = event.label = "event";
  event.type = FactType::choice;
  event.values = {{"none", "无"}, {"outage", "故障"}};
  event.values[0].share = 0.99;
  event.values[1].share = 0.01;
  event.values[1].decides = true;
  all.push_back(event);
  world.catalogue = FactCatalogue(std::move(all));
  world.facts = make_facts({{"event", "outage"}});
  auto outage = std::make_shared<Case>(*make_case("outage", {{"event", {"outage"}}}));
  outage->category = "network/outage";
  auto handset = std::make_shared<Case>(*make_case("handset"));
  handset->category = "device/handset";
  world.candidates = {make_candidate(outage, 0.0), make_candidate(handset, 40.0)};
  world.candidates[1].neighbour_votes = votes_for_the_handset;
  return world;
}

TEST(Rank, AKnownOutageStandsFirstHoweverTheWordsLean) {
  const World leaning = known_outage(0.0);
  EXPECT_EQ(leaning.best().id, "outage") << "the lone hit has more than half of the words, not nearly all";
  EXPECT_TRUE(leaning.ranked().front().decided);
  World vague = known_outage(0.0);
  vague.candidates[1].text_coverage = 0.2;
  EXPECT_TRUE(vague.ranked().front().decided);
  World silent = known_outage(0.0);
  silent.has_symptom = false;
  silent.candidates[1].popularity = 8.0;
  EXPECT_TRUE(silent.ranked().front().decided);
}

TEST(Rank, AKnownOutageGivesWayWhereTheWordsClearlySpeakOfAnotherBranch) {
  World clear = known_outage(0.95);
  EXPECT_EQ(clear.best().id, "handset");
  EXPECT_FALSE(clear.ranked().front().decided);
  clear.facts.put({"place", "rail", "agent", ""});
  clear.facts.put({"scope", "everyone", "agent", ""});
  clear.candidates[1].article = [&] {
    auto indoors = std::make_shared<Case>(*clear.candidates[1].article);
    indoors->conditions = {{"place", {"indoor"}}, {"scope", {"self"}}};
    return indoors;
  }();
  const Situation situation = clear.situation();
  ASSERT_LT(Evidence(situation, clear.candidates, clear.weights).belief(1), 0.5) << "facts speak against it";
  EXPECT_EQ(clear.best().id, "handset") << "the words alone are clear";
}

TEST(Rank, AKnownOutageGivesWayWhereTheWordsMeanAnotherBranchWhicheverOfItsCases) {
  World world = known_outage(0.3);
  for (const char* id : {"battery", "screen"}) {
    world.candidates.push_back(world.candidates[1]);
    auto article = std::make_shared<Case>(*make_case(id));
    article->category = "device/handset";
    world.candidates.back().article = article;
  }
  const Situation situation = world.situation();
  const Evidence evidence(situation, world.candidates, world.weights);
  ASSERT_LT(evidence.words_share(1), 0.5) << "no case alone is clear";
  ASSERT_LT(evidence.belief(1), 0.5);
  EXPECT_FALSE(world.ranked().front().decided);
  EXPECT_EQ(world.best().category, "device/handset");
}

// A hundred times as many callers as there were from places with an outage.
FactProfile callers(double with_an_outage) {
  FactProfile everybody(Date{}, 30.0);
  everybody.add({{"event", "outage"}}, Date{}, with_an_outage);
  everybody.add({{"event", "none"}}, Date{}, 99.0 * with_an_outage);
  return everybody;
}

double belief_in(const World& world, std::size_t candidate) {
  const Situation situation = world.situation();
  return Evidence(situation, world.candidates, world.weights).belief(candidate);
}

TEST(Rank, AKnownOutageGivesWayWhereContactsHaveTaughtThatItIsHardlyThat) {
  World world = known_outage(0.0);
  ASSERT_LT(belief_in(world, 0), 0.3);
  ASSERT_GT(belief_in(world, 1), 1.5 * belief_in(world, 0));
  EXPECT_EQ(world.best().id, "outage") << "its author's word, while nobody has taught anything";
  const FactProfile few = callers(49.0);
  world.experience.everybody = &few;
  EXPECT_EQ(world.best().id, "outage");
  const FactProfile enough = callers(50.0);
  world.experience.everybody = &enough;
  EXPECT_EQ(world.best().id, "handset");
  EXPECT_FALSE(world.ranked().front().decided);
  world.has_symptom = false;
  world.candidates[0].popularity = 0.5;
  world.candidates[1].popularity = 1.1;
  world.weights.ratio_limit = 1.2;
  ASSERT_LT(belief_in(world, 0), 0.3);
  ASSERT_LT(belief_in(world, 1), 0.5) << "by what is known alone it is not clear";
  EXPECT_EQ(world.best().id, "outage") << "nothing was said that could mean anything else";
}

TEST(Rank, AKnownOutageStandsFirstWhereItMayWellBeThatWhateverHasBeenTaught) {
  World world = known_outage(0.0);
  const FactProfile enough = callers(50.0);
  world.experience.everybody = &enough;
  ASSERT_EQ(world.best().id, "handset");
  world.failed = {"handset"};
  EXPECT_EQ(world.best().id, "outage") << "nothing else is left that could be offered";
  world.failed = {};
  world.candidates.push_back(world.candidates[0]);
  auto power = std::make_shared<Case>(*world.candidates[0].article);
  power->id = "power";
  world.candidates.back().article = power;
  world.candidates[0].popularity = world.candidates[2].popularity = 1.3;
  ASSERT_LT(belief_in(world, 0), 0.3);
  EXPECT_TRUE(world.ranked().front().decided) << "all cases about the outage together are not that unlikely";
}

TEST(Rank, OfTheCasesOfAnOutageWhatIsKnownSpeaksForStandsFirst) {
  World world = known_outage(0.95);
  const auto broadband = [](const char* id, std::vector<std::string> events) {
    auto article =
        std::make_shared<Case>(*make_case(id, {{"event", std::move(events)}, {"place", {"indoor"}}}));
    article->category = "broadband/line";
    return article;
  };
  world.candidates[1].article = broadband("area", {"outage", "none"});
  world.candidates.push_back(make_candidate(broadband("cable", {"outage"}), 1.0));
  EXPECT_EQ(world.best().id, "area")
      << "which is believed, though the other one is about nothing but outages";
  world.facts.put({"place", "rail", "agent", ""});
  const Situation situation = world.situation();
  ASSERT_GT(Evidence(situation, world.candidates, world.weights).words_share(1), 0.8);
  EXPECT_EQ(world.best().id, "outage") << "the words mean broadband, what is known does not";
  World alone = world;
  alone.candidates[1].article = broadband("area", {"outage"});
  EXPECT_EQ(alone.best().id, "outage") << "that there is an outage does not speak for one of its cases";
  auto weak = std::make_shared<Case>(*world.candidates[1].article);
  weak->conditions.push_back({"coverage", {"none"}});
  weak->conditions.push_back({"scope", {"everyone"}});
  world.candidates[1].article = weak;
  world.facts.put({"coverage", "none", "coverage", ""});
  world.facts.put({"scope", "everyone", "agent", ""});
  EXPECT_EQ(world.best().id, "area") << "one soft condition that does not hold is not the whole of it";
}

TEST(Rank, FailedCaseDoesNotStandFirstHoweverLikely) {
  World world;
  world.candidates = {make_candidate(make_case("failed"), 10.0), make_candidate(make_case("other"), 0.1)};
  world.candidates[0].success = {.resolved = 1000, .tried = 1000};
  world.candidates[0].neighbour_votes = 1.0;
  world.failed = {"failed"};
  EXPECT_THAT(world.order(), ElementsAre("other", "failed"));
}

TEST(Rank, FailedCaseStaysWhenThereIsNoOther) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 5.0), make_candidate(make_case("b"), 9.0)};
  world.failed = {"a", "b"};
  EXPECT_THAT(world.order(), ElementsAre("b", "a"));
}

TEST(Confident, WhenOneCaseExplainsTheWords) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 50.0), make_candidate(make_case("b"), 30.0)};
  world.candidates[0].text_coverage = 0.7;
  EXPECT_TRUE(confident(world.ranked(), world.weights));
}

TEST(Confident, NotWhenTheBestContainsFewOfTheWords) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 50.0), make_candidate(make_case("b"), 30.0)};
  world.candidates[0].text_coverage = 0.08;
  EXPECT_FALSE(confident(world.ranked(), world.weights));
}

TEST(Confident, NotWhenNothingMatchesTheWords) {
  World world;
  world.candidates = {make_candidate(make_case("a"), 0.0)};
  EXPECT_FALSE(confident(world.ranked(), world.weights));
}

Candidate& some_candidate(World& world, unsigned seed) {
  return world.candidates[seed % world.candidates.size()];
}

TEST(AnyWorld, RanksEveryCandidateOnceWithAProbabilityAndAReason) {
  for (unsigned seed = 0; seed < kWorlds; ++seed) {
    SCOPED_TRACE(seed);
    World world = random_world(seed);
    std::set<std::size_t> seen;
    for (const Ranked& each : world.ranked()) {
      EXPECT_TRUE(seen.insert(each.candidate).second);
      EXPECT_GT(each.probability, 0.0);
      EXPECT_LT(each.probability, 1.0);
      EXPECT_GE(each.why.size(), 1U);
      EXPECT_LE(each.why.size(), 4U);
    }
    EXPECT_EQ(seen.size(), world.candidates.size());
  }
}

TEST(AnyWorld, FallsInProbabilityBelowTheFirstPlace) {
  for (unsigned seed = 0; seed < kWorlds; ++seed) {
    SCOPED_TRACE(seed);
    World world = random_world(seed);
    const std::vector<Ranked> ranking = world.ranked();
    const auto likelier = [](const Ranked& a, const Ranked& b) { return a.probability > b.probability; };
    EXPECT_TRUE(std::is_sorted(ranking.begin() + 1, ranking.end(), likelier));
  }
}

TEST(AnyWorld, DoesNotDependOnTheOrderOfTheCandidates) {
  for (unsigned seed = 0; seed < kWorlds; ++seed) {
    SCOPED_TRACE(seed);
    World world = random_world(seed);
    const std::vector<std::string> before = written(world);
    std::mt19937 engine(seed);
    std::shuffle(world.candidates.begin(), world.candidates.end(), engine);
    EXPECT_EQ(written(world), before);
  }
}

TEST(AnyWorld, NeverOffersAFailedCaseFirstWhenThereIsAnother) {
  for (unsigned seed = 0; seed < kWorlds; ++seed) {
    SCOPED_TRACE(seed);
    World world = random_world(seed);
    const bool any_untried =
        std::any_of(world.candidates.begin(), world.candidates.end(),
                    [&](const Candidate& c) { return !world.failed.contains(c.article->id); });
    EXPECT_EQ(world.failed.contains(world.best().id), !any_untried);
  }
}

TEST(AnyWorld, MoreSuccessNeverHurts) {
  for (unsigned seed = 0; seed < kWorlds; ++seed) {
    SCOPED_TRACE(seed);
    World world = random_world(seed);
    Candidate& candidate = some_candidate(world, seed);
    const std::string id = candidate.article->id;
    const double before = world.probability(id);
    candidate.success.resolved += 1.0;
    candidate.success.tried += 1.0;
    const double better = world.probability(id);
    EXPECT_GE(better, before);
    candidate.success.tried += 5.0;
    EXPECT_LE(world.probability(id), better);
  }
}

TEST(AnyWorld, BetterWordsNeverHurt) {
  for (unsigned seed = 0; seed < kWorlds; ++seed) {
    SCOPED_TRACE(seed);
    World world = random_world(seed);
    // How much the best explains is known of it alone: of all the same, so that a new best changes nothing.
    for (Candidate& each : world.candidates) each.text_coverage = 0.5;
    Candidate& candidate = some_candidate(world, seed);
    const std::string id = candidate.article->id;
    const double before = world.probability(id);
    candidate.text_score *= 1.3;
    EXPECT_GE(world.probability(id), 0.999 * before);
  }
}

TEST(AnyWorld, AnAgreeingFactHelpsAndAContradictingOneHurts) {
  for (unsigned seed = 0; seed < kWorlds; ++seed) {
    SCOPED_TRACE(seed);
    World world = random_world(seed);
    Candidate& candidate = some_candidate(world, seed);
    const std::string id = candidate.article->id;
    // Rivals that know nothing of the place: what helps them more would hurt this one.
    for (Candidate& each : world.candidates) each.article = make_case(each.article->id);
    candidate.article = make_case(id, {{"place", {"indoor", "highrise"}}});
    world.facts.put({"place", "", "agent", ""});  // unknown
    const double unknown = world.probability(id);
    world.facts.put({"place", "highrise", "agent", ""});
    EXPECT_GT(world.probability(id), unknown);
    world.facts.put({"place", "rail", "agent", ""});
    EXPECT_LT(world.probability(id), unknown);
  }
}

}  // namespace
}  // namespace firstfix::resolve
