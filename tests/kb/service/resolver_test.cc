// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/resolver.h"

#include <gmock/gmock.h>

#include "tests/kb/service/world.h"

namespace firstfix::service {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class ResolverTest : public World {};

TEST_F(ResolverTest, GivesTheCallersFactsTheRightCaseAndAWholeReply) {
  const Resolution resolution = resolve(kWeakIndoors, "在家手机没信号，一出门就好");
  EXPECT_EQ(resolution.facts.value("coverage"), "weak");
  ASSERT_FALSE(resolution.solutions.empty());
  const Solution& best = resolution.solutions.front();
  EXPECT_EQ(best.article->id, "indoor-weak");
  EXPECT_EQ(best.reply.voice, "您好，滨河小区的室内信号弱已记录。");
  EXPECT_THAT(best.reply.voice + best.reply.sms + best.reply.counter, Not(HasSubstr("{{")));
  EXPECT_GT(best.probability, 0.0);
  EXPECT_LT(best.probability, 1.0);
  EXPECT_FALSE(best.why.empty());
}

TEST_F(ResolverTest, OfTwoThatFitAlikeTheOneMoreOftenNeededIsFirst) {
  const auto first_of = [this](std::string_view occurrence_of_the_later) {
    test::write_case(content_, {"metro", "地铁里断线", "坐地铁没网"});
    test::write_case(content_,
                     {"tube", "地铁里断线", "坐地铁没网", "", "", "network/indoor", occurrence_of_the_later});
    (void)*knowledge_->refresh();
    return ids(resolve(kStranger, "坐地铁没网")).front();
  };
  EXPECT_EQ(first_of(""), "metro") << "ties go to the smaller id";
  EXPECT_EQ(first_of("6000"), "tube");
}

TEST_F(ResolverTest, AnAnswerChangesTheRanking) {
  const Resolution before = resolve(kStranger, "没信号");
  ASSERT_TRUE(before.question) << "two cases differ in the place: it is worth asking";
  EXPECT_EQ(before.question->fact, "place");
  const auto after = resolver_->answer(before.contact.id, {{"place", "elevator"}});
  ASSERT_TRUE(after) << after.error().message;
  EXPECT_EQ(ids(*after).front(), "elevator");
  EXPECT_EQ(after->facts.value("place"), "elevator");
  EXPECT_FALSE(after->question && after->question->fact == "place");
}

TEST_F(ResolverTest, WhatIsToldUnaskedIsNoQuestion) {
  const Resolution before = resolve(kStranger, "没信号");
  ASSERT_TRUE(before.question);
  ASSERT_NE(before.question->fact, "coverage");
  const auto told = resolver_->answer(before.contact.id, {{"coverage", "weak"}});
  ASSERT_TRUE(told);
  EXPECT_EQ(told->contact.considered.questions, 0);
  ASSERT_TRUE(told->question);
  const auto answered = resolver_->answer(before.contact.id, {{told->question->fact, "unknown"}});
  ASSERT_TRUE(answered);
  EXPECT_EQ(answered->contact.considered.questions, 1);
}

TEST_F(ResolverTest, DontKnowIsAnAnswerAndIsNotAskedAgain) {
  const Resolution before = resolve(kStranger, "没信号");
  ASSERT_TRUE(before.question);
  const auto after = resolver_->answer(before.contact.id, {{before.question->fact, "unknown"}});
  ASSERT_TRUE(after);
  EXPECT_EQ(ids(*after), ids(before));
  EXPECT_FALSE(after->facts.known(before.question->fact));
  EXPECT_FALSE(after->question && after->question->fact == before.question->fact);
}

TEST_F(ResolverTest, WhatTheAgentSaysBeatsTheTables) {
  EXPECT_EQ(resolve(kWeakIndoors, "没信号", {{"coverage", "good"}}).facts.value("coverage"), "good");
}

TEST_F(ResolverTest, RevisitShowsTheContactAndRecordsNothing) {
  const Resolution first = resolve(kWeakIndoors, "没信号", {{"place", "elevator"}});
  const auto again = resolver_->revisit(first.contact.id);
  ASSERT_TRUE(again);
  EXPECT_EQ(ids(*again), ids(first));
  EXPECT_EQ(again->contact.symptom, "没信号");
  EXPECT_EQ(again->facts.value("contacts.recent"), "none");
}

TEST_F(ResolverTest, OutcomesMoveTheNextRanking) {
  const Resolution before = resolve(kStranger, "没信号");
  ASSERT_EQ(before.solutions.size(), 3U);
  const std::string second = before.solutions[1].article->id;
  for (int i = 0; i < 30; ++i) {
    const Resolution contact = resolve("138900000" + std::to_string(10 + i), "没信号");
    ASSERT_TRUE(resolver_->record_outcome({contact.contact.id, second, OutcomeResult::resolved, "", {}}));
    ASSERT_TRUE(resolver_->record_outcome(
        {contact.contact.id, before.solutions[0].article->id, OutcomeResult::unresolved, "", {}}));
  }
  EXPECT_EQ(ids(resolve(kStranger, "没信号")).front(), second);
}

TEST_F(ResolverTest, TheSameOutcomeTwiceCountsOnce) {
  const Resolution contact = resolve(kStranger, "没信号");
  const Outcome outcome{contact.contact.id, "elevator", OutcomeResult::resolved, "好了", {}};
  const auto first = resolver_->record_outcome(outcome);
  now_ += std::chrono::hours{1};
  const auto again = resolver_->record_outcome(outcome);
  ASSERT_TRUE(first);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->at, first->at) << "it is the first that stands";
  const auto record =
      track_record_->of("elevator", "network/indoor", std::chrono::floor<std::chrono::days>(now_));
  EXPECT_DOUBLE_EQ(record.first.tried, 1.0);
}

TEST_F(ResolverTest, AnotherResultForTheSameCaseCorrectsIt) {
  const Resolution contact = resolve(kStranger, "没信号");
  ASSERT_TRUE(resolver_->record_outcome({contact.contact.id, "elevator", OutcomeResult::resolved, "", {}}));
  ASSERT_TRUE(resolver_->record_outcome({contact.contact.id, "elevator", OutcomeResult::unresolved, "", {}}));
  const auto record =
      track_record_->of("elevator", "network/indoor", std::chrono::floor<std::chrono::days>(now_));
  EXPECT_DOUBLE_EQ(record.first.tried, 1.0);
  EXPECT_DOUBLE_EQ(record.first.resolved, 0.0);
}

TEST_F(ResolverTest, WhatFailedForThisNumberIsNotFirstAgain) {
  const Resolution first = resolve(kWeakIndoors, "在家没信号");
  const std::string tried = ids(first).front();
  ASSERT_TRUE(resolver_->record_outcome({first.contact.id, tried, OutcomeResult::unresolved, "", {}}));
  const auto same_contact = resolver_->revisit(first.contact.id);
  EXPECT_NE(ids(*same_contact).front(), tried);
  now_ += std::chrono::hours{24};
  const Resolution next_day = resolve(kWeakIndoors, "在家没信号");
  EXPECT_NE(ids(next_day).front(), tried);
  for (const auto& solutions : {same_contact->solutions, next_day.solutions}) {
    EXPECT_EQ(std::ranges::count(solutions, true, &Solution::has_failed), 1);
    for (const Solution& solution : solutions)
      EXPECT_EQ(solution.has_failed, solution.article->id == tried) << solution.article->id;
  }
  EXPECT_EQ(ids(resolve(kStranger, "在家没信号")).front(), tried) << "other numbers are offered it still";
}

TEST_F(ResolverTest, TheNumberAloneBringsWhatItsFactsSpeakFor) {
  const Resolution resolution = resolve(kWeakIndoors, "");
  ASSERT_FALSE(resolution.solutions.empty());
  EXPECT_EQ(resolution.solutions.front().article->id, "indoor-weak");
}

struct Refused {
  std::string name;
  ResolveRequest request;
  std::string field;  // stands in the message
};

class ResolverRefuses : public World, public testing::WithParamInterface<Refused> {};

TEST_P(ResolverRefuses, BadInputByName) {
  const auto refused = resolver_->resolve(GetParam().request);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::invalid);
  EXPECT_THAT(refused.error().message, HasSubstr(GetParam().field));
  EXPECT_FALSE(refused.error().advice.empty());
}

std::string characters(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "信";
  return text;
}

INSTANTIATE_TEST_SUITE_P(
    Table, ResolverRefuses,
    testing::Values(
        Refused{"LongSymptom", {kStranger, characters(10'001)}, "symptom"},
        Refused{"BrokenUtf8", {kStranger, "信\xE5\x8F"}, "symptom"},
        Refused{"NulCharacter", {kStranger, std::string("a\0b", 3)}, "symptom"},
        Refused{"LettersForANumber", {"abc", "没信号"}, ""},
        Refused{"UnknownFact", {kStranger, "x", Channel::hotline, {{"weather", "rain"}}}, "weather"},
        Refused{"UnknownValue", {kStranger, "x", Channel::hotline, {{"place", "moon"}}}, "place"},
        Refused{"LongTextFact", {kStranger, "x", Channel::hotline, {{"area", characters(201)}}}, "area"},
        Refused{"NoSolutions", {kStranger, "x", Channel::hotline, {}, 0}, "limit"},
        Refused{"TooManySolutions", {kStranger, "x", Channel::hotline, {}, 21}, "limit"}),
    [](const auto& row) { return row.param.name; });

TEST_F(ResolverTest, TheLongestSymptomIsAnswered) {
  EXPECT_NO_THROW(resolve(kStranger, characters(10'000)));
}

TEST_F(ResolverTest, UnknownContactsAndCasesAreNamed) {
  const auto answer = resolver_->answer("00000000000000000000000000000bad", {{"place", "indoor"}});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, Code::not_found);
  const auto outcome = resolver_->record_outcome(
      {"00000000000000000000000000000bad", "elevator", OutcomeResult::resolved, "", {}});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, Code::not_found);
  const Resolution contact = resolve(kStranger, "没信号");
  const auto unknown_case =
      resolver_->record_outcome({contact.contact.id, "gone", OutcomeResult::resolved, "", {}});
  ASSERT_FALSE(unknown_case);
  EXPECT_THAT(unknown_case.error().message, HasSubstr("gone"));
}

TEST_F(ResolverTest, EscalationNeedsNoCaseButAResolutionDoes) {
  const Resolution contact = resolve(kStranger, "没信号");
  EXPECT_TRUE(resolver_->record_outcome({contact.contact.id, "", OutcomeResult::escalated, "", {}}));
  EXPECT_FALSE(resolver_->record_outcome({contact.contact.id, "", OutcomeResult::resolved, "", {}}));
}

}  // namespace
}  // namespace firstfix::service
