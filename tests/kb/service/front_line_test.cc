// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/front_line.h"

#include <algorithm>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/kb/service/world.h"

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
  EXPECT_THAT(tried->text, HasSubstr("未解决"));
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

}  // namespace
}  // namespace firstfix::service
