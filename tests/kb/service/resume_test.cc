// SPDX-License-Identifier: GPL-3.0-or-later
// A dialogue that was broken off, and what else happens to contacts in a call centre.
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "kb/service/resolver.h"
#include "tests/kb/service/world.h"
#include "tests/support/in_words.h"

namespace firstfix::service {
namespace {

using testing::HasSubstr;

class ResumeTest : public World {
 protected:
  void restart() {
    resolver_.reset();
    database_.reset();
    database_ = std::move(*store::Database::open({settings_.database().string()}));
    resolver_ = std::make_unique<Resolver>(
        Resolver::Parts{*knowledge_, *database_, *track_record_, settings_, [this] { return now_; },
                        [this] { return fmt::format("{:032x}", ++contacts_); }});
  }
};

TEST_F(ResumeTest, WhoRingsBackGoesOnWhereItBrokeOff) {
  const Resolution first = resolve(kStranger, "没信号", {{"coverage", "unknown"}});
  ASSERT_TRUE(first.question);
  ASSERT_TRUE(
      resolver_->record_outcome({first.contact.id, "indoor-weak", OutcomeResult::unresolved, "", {}}));
  EXPECT_FALSE(first.resume);
  now_ += std::chrono::hours{2};
  restart();
  const Resolution back = resolve(kStranger, "");
  ASSERT_TRUE(back.resume);
  EXPECT_EQ(back.resume->contact, first.contact.id);
  EXPECT_EQ(back.resume->symptom, "没信号");
  EXPECT_EQ(back.resume->answers.value("coverage"), "unknown");
  ASSERT_TRUE(back.resume->question);
  EXPECT_EQ(back.resume->question->fact, first.question->fact);
  ASSERT_EQ(back.resume->tried.size(), 1U);
  EXPECT_EQ(back.resume->tried[0].first->id, "indoor-weak");

  const auto gone_on = resolver_->answer(back.resume->contact, {{"place", "elevator"}});
  ASSERT_TRUE(gone_on);
  EXPECT_EQ(ids(*gone_on).front(), "elevator");
  EXPECT_FALSE(gone_on->resume) << "the newer look-up is nothing to go back to";
}

TEST_F(ResumeTest, WhatIsFinishedOrOldOrEmptyIsNotOffered) {
  const Resolution solved = resolve(kStranger, "没信号");
  ASSERT_TRUE(resolver_->record_outcome({solved.contact.id, "elevator", OutcomeResult::resolved, "", {}}));
  EXPECT_FALSE(resolve(kStranger, "").resume);
  resolve(kWeakIndoors, "");
  now_ += std::chrono::minutes{5};
  EXPECT_FALSE(resolve(kWeakIndoors, "").resume) << "a look-up broke nothing off";
  resolve(kWeakIndoors, "没信号");
  now_ += std::chrono::hours{25};
  EXPECT_FALSE(resolve(kWeakIndoors, "").resume);
}

TEST_F(ResumeTest, TwoAgentsOnOneContactBothCount) {
  const std::string contact = resolve(kStranger, "没信号").contact.id;
  for (int round = 0; round < 20; ++round) {
    std::thread other([&] { EXPECT_TRUE(resolver_->answer(contact, {{"coverage", "weak"}})); });
    EXPECT_TRUE(resolver_->answer(contact, {{"place", "indoor"}}));
    other.join();
    const auto now = resolver_->revisit(contact);
    ASSERT_EQ(now->facts.value("place"), "indoor");
    ASSERT_EQ(now->facts.value("coverage"), "weak");
    EXPECT_TRUE(resolver_->answer(contact, {{"place", "unknown"}, {"coverage", "unknown"}}));
  }
}

TEST_F(ResumeTest, AnAnswerAfterTheOutcomeIsKeptAndTakesNothingBack) {
  const std::string contact = resolve(kStranger, "没信号").contact.id;
  ASSERT_TRUE(resolver_->record_outcome({contact, "elevator", OutcomeResult::resolved, "", {}}));
  ASSERT_TRUE(resolver_->answer(contact, {{"place", "indoor"}}));
  database_->flush();
  const auto past =
      database_->contacts_since(PhoneNumber("+8613880009999"), now_ - std::chrono::hours{1}).value();
  ASSERT_EQ(past.size(), 1U);
  EXPECT_EQ(past[0].outcomes.front().second, OutcomeResult::resolved);
  EXPECT_EQ(resolver_->revisit(contact)->facts.value("place"), "indoor");
}

TEST_F(ResumeTest, AnAnswerNobodyAskedForIsAFact) {
  const Resolution first = resolve(kStranger, "没信号");
  const auto after = resolver_->answer(first.contact.id, {{"device.volte", "no"}});
  ASSERT_TRUE(after);
  EXPECT_EQ(after->facts.value("device.volte"), "no");
  EXPECT_EQ(after->facts.find("device.volte")->source, "agent");
}

TEST_F(ResumeTest, WhatTheAgentHeardBesideWhatIsOnRecord) {
  const Resolution both = resolve(kWeakIndoors, "没信号", {{"coverage", "good"}, {"device.volte", "yes"}});
  EXPECT_EQ(both.facts.value("coverage"), "good");
  EXPECT_THAT(test::in_chinese(both.facts.find("coverage")->detail, knowledge_->snapshot()->library->facts),
              HasSubstr("与路测数据（信号偏弱）不一致"));
  EXPECT_TRUE(both.facts.find("device.volte")->detail.empty()) << "they agree";
}

}  // namespace
}  // namespace firstfix::service
