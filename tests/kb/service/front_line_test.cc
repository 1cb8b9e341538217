// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/front_line.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/kb/service/world.h"
#include "tests/support/in_words.h"

namespace firstfix::service {
namespace {

using testing::HasSubstr;
using testing::Not;

class FrontLineTest : public World {
 protected:
  FrontLineTest() {
    settings_.track_life = std::chrono::hours{24};
    front_line_.emplace(FrontLine::Parts{*knowledge_, *database_, *resolver_, settings_,
                                         [this] { return now_; },
                                         [this] { return fmt::format("{:032x}", 0xbeef00 + ++tokens_); }});
  }

  std::string open_contact(const char* phone = kWeakIndoors) {
    return resolve(phone, "在家手机没信号，一出门就好").contact.id;
  }
  std::string open_track(const std::string& contact) {
    const auto link = front_line_->open_track(contact, "indoor-weak");
    EXPECT_TRUE(link) << link.error().message;
    return link ? link->token : std::string();
  }

  std::optional<FrontLine> front_line_;
  int tokens_ = 0;
};

TEST_F(FrontLineTest, SignalsNeedAContactACaseAndAKnownForm) {
  const std::string contact = open_contact();
  EXPECT_TRUE(front_line_->record({contact, "indoor-weak", SignalKind::copied, "voice", {}}));
  EXPECT_TRUE(front_line_->record({contact, "elevator", SignalKind::dismissed, "", {}}));
  EXPECT_EQ(front_line_->record({"nobody", "elevator", SignalKind::picked, "", {}}).error().code,
            Code::not_found);
  EXPECT_EQ(front_line_->record({contact, "nothing", SignalKind::picked, "", {}}).error().code,
            Code::invalid);
  EXPECT_EQ(front_line_->record({contact, "elevator", SignalKind::copied, "fax", {}}).error().code,
            Code::invalid);
}

TEST_F(FrontLineTest, APopIsTheSeatsLatestContactForFiveMinutes) {
  EXPECT_FALSE(front_line_->latest_pop("1001").value());
  const auto first = front_line_->pop({"1001", {kWeakIndoors, "", Channel::hotline, {}}});
  ASSERT_TRUE(first) << first.error().message;
  const auto second = front_line_->pop({"1001", {kOutage, "", Channel::hotline, {}}});
  ASSERT_TRUE(second);
  EXPECT_EQ(front_line_->latest_pop("1001").value()->contact, second->contact);
  EXPECT_FALSE(front_line_->latest_pop("1002").value());
  EXPECT_TRUE(resolver_->revisit(second->contact)) << "it can be opened at once";
  now_ += std::chrono::minutes{6};
  EXPECT_FALSE(front_line_->latest_pop("1001").value());
}

TEST_F(FrontLineTest, APopWithoutASeatOrANumberIsRefused) {
  EXPECT_EQ(front_line_->pop({"", {kOutage, "", Channel::hotline, {}}}).error().code, Code::invalid);
  EXPECT_EQ(front_line_->pop({"1001", {"12", "", Channel::hotline, {}}}).error().code, Code::invalid);
  EXPECT_EQ(front_line_->latest_pop(std::string(65, '1')).error().code, Code::invalid);
}

TEST_F(FrontLineTest, ProgressHoldsTheReplyAndNoNumber) {
  const auto progress = front_line_->progress(open_track(open_contact()));
  ASSERT_TRUE(progress) << progress.error().message;
  EXPECT_FALSE(progress->reply.empty());
  EXPECT_FALSE(progress->outcome);
  EXPECT_EQ(progress->event, "");
  for (const std::string& text : {progress->reply, progress->title, progress->event})
    EXPECT_THAT(text, Not(HasSubstr("1388")));
}

TEST_F(FrontLineTest, SurroundingsAreThePlaceItsSquaresAndItsOutage) {
  const auto around = front_line_->surroundings(open_contact());
  ASSERT_TRUE(around) << around.error().message;
  ASSERT_FALSE(around->squares.empty());
  for (const auto& square : around->squares) {
    EXPECT_LT(square.south, square.tile.centre.latitude);
    EXPECT_GT(square.north, square.tile.centre.latitude);
    EXPECT_LE(distance_m(around->location.point, square.tile.centre), 1500.0);
  }
  EXPECT_FALSE(front_line_->surroundings(open_contact(kOutage))->events.empty());
  EXPECT_EQ(front_line_->surroundings(open_contact(kStranger)).error().code, Code::not_found);
}

TEST_F(FrontLineTest, StepsOfACaseWrittenForCustomersTooAreTheirs) {
  EXPECT_FALSE(front_line_->progress(open_track(open_contact()))->steps.empty());
}

TEST_F(FrontLineTest, TheNextAgentSeesWhatWasTried) {
  Outcome outcome;
  outcome.contact = open_contact();
  outcome.case_id = "indoor-weak";
  ASSERT_TRUE(resolver_->record_outcome(outcome));
  const Resolution next = resolve(kWeakIndoors, "还是没信号");
  const auto tried = std::ranges::find(next.notices, "tried", &Notice::kind);
  ASSERT_NE(tried, next.notices.end());
  EXPECT_THAT(test::in_chinese(tried->message), HasSubstr("未解决"));
  const auto repeat = std::ranges::find(next.notices, "repeat", &Notice::kind);
  ASSERT_NE(repeat, next.notices.end());
  EXPECT_EQ(repeat + 1, tried) << "said beside the count, and there only";
  EXPECT_THAT(test::in_chinese(repeat->message), Not(HasSubstr("室内信号弱")));
}

TEST_F(FrontLineTest, ProgressTellsOfAnOutageThere) {
  const auto progress = front_line_->progress(open_track(open_contact(kOutage)));
  ASSERT_TRUE(progress);
  EXPECT_NE(progress->event, "");
}

TEST_F(FrontLineTest, TheCustomersAnswerIsTheContactsOutcomeAndMayBeCorrected) {
  const std::string contact = open_contact();
  const std::string token = open_track(contact);
  ASSERT_TRUE(front_line_->answer(token, true));
  EXPECT_EQ(front_line_->progress(token)->outcome, OutcomeResult::resolved);
  ASSERT_TRUE(front_line_->answer(token, false));
  EXPECT_EQ(front_line_->progress(token)->outcome, OutcomeResult::unresolved);
  Outcome outcome;
  outcome.contact = contact;
  outcome.result = OutcomeResult::escalated;
  ASSERT_TRUE(resolver_->record_outcome(outcome));
  EXPECT_EQ(front_line_->progress(token)->outcome, OutcomeResult::unresolved) << "its own case's comes first";
}

TEST_F(FrontLineTest, AForgedOrExpiredTokenIsNotFoundInTheSameWords) {
  const std::string token = open_track(open_contact());
  const auto forged = front_line_->progress(std::string(32, 'f'));
  ASSERT_FALSE(forged);
  now_ += std::chrono::hours{25};
  const auto expired = front_line_->progress(token);
  ASSERT_FALSE(expired);
  EXPECT_EQ(expired.error().code, Code::not_found);
  EXPECT_EQ(expired.error().message, forged.error().message);
  EXPECT_EQ(front_line_->answer(token, true).error().code, Code::not_found);
}

TEST_F(FrontLineTest, OfACaseWithdrawnWhileItIsOpenTheOutcomeStillCounts) {
  const std::string contact = open_contact();
  const std::string token = open_track(contact);
  std::filesystem::remove(content_.path() / "cases/network/indoor-weak.md");
  ASSERT_TRUE(knowledge_->refresh().value());
  const auto signal = front_line_->record({contact, "indoor-weak", SignalKind::copied, "voice", {}});
  ASSERT_FALSE(signal);
  EXPECT_EQ(signal.error().code, Code::conflict);
  EXPECT_THAT(test::in_chinese(signal.error().said), HasSubstr("下架"));
  ASSERT_TRUE(resolver_->restate(contact, "还是没信号")) << "ranked anew, without it";
  const auto outcome = resolver_->record_outcome({contact, "indoor-weak", OutcomeResult::resolved, "", {}});
  EXPECT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(resolver_->record_outcome({contact, "never-was", OutcomeResult::resolved, "", {}}).error().code,
            Code::invalid);
  const auto progress = front_line_->progress(token);
  ASSERT_TRUE(progress) << "the customer's link goes on";
  EXPECT_EQ(progress->outcome, OutcomeResult::resolved);
  EXPECT_EQ(progress->reply, "");
}

TEST_F(FrontLineTest, CountsWhatBecameOfTheCasesOffered) {
  const std::string contact = open_contact();
  resolve(kStranger, "");  // a look-up
  for (int i = 0; i < 2; ++i)
    ASSERT_TRUE(front_line_->record({contact, "indoor-weak", SignalKind::copied, "voice", {}}));
  ASSERT_TRUE(front_line_->record({contact, "elevator", SignalKind::dismissed, "", {}}));
  ASSERT_TRUE(resolver_->record_outcome({contact, "indoor-weak", OutcomeResult::resolved, "", {}}));
  database_->flush();
  const auto uses = front_line_->case_use(30);
  ASSERT_TRUE(uses) << uses.error().message;
  const auto use = std::ranges::find(*uses, "indoor-weak", &CaseUse::case_id);
  ASSERT_NE(use, uses->end());
  EXPECT_EQ(use->offered, 1) << "look-ups do not count";
  EXPECT_EQ(use->first, 1);
  EXPECT_EQ(use->copied, 1) << "contacts, not clicks";
  EXPECT_EQ(use->picked, 0);
  EXPECT_EQ(use->resolved, 1);
  EXPECT_EQ(use->tried, 1);
  const auto other = std::ranges::find(*uses, "elevator", &CaseUse::case_id);
  ASSERT_NE(other, uses->end());
  EXPECT_EQ(other->dismissed, 1);
  EXPECT_EQ(front_line_->case_use(0).error().code, Code::invalid);
  now_ += std::chrono::days{40};
  EXPECT_TRUE(front_line_->case_use(30)->empty());
}

}  // namespace
}  // namespace firstfix::service
