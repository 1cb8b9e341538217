// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/clerk_desk.h"

#include <atomic>
#include <future>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "kb/service/pin.h"
#include "tests/kb/service/world.h"
#include "tests/support/in_words.h"

namespace firstfix::service {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ClerkDeskTest : public World {
 protected:
  ClerkDeskTest() {
    desk_ = std::move(*ClerkDesk::open(
        {settings_, [this] { return now_; }, [this] { return fmt::format("{:032x}", ++contacts_); }}));
  }
  std::unique_ptr<ClerkDesk> desk_;
};

TEST_F(ClerkDeskTest, TheRightPinOpensTheCounterForThatClerk) {
  ASSERT_TRUE(desk_->set_pin("李敏", "4711"));
  const auto token = desk_->unlock("李敏", "4711");
  ASSERT_TRUE(token);
  EXPECT_EQ(*desk_->clerk_of(*token), "李敏");
  EXPECT_EQ(*desk_->clerk_of("f" + token->substr(1)), "");
  EXPECT_EQ(*desk_->clerk_of(""), "");
  ASSERT_TRUE(desk_->lock(*token));
  EXPECT_EQ(*desk_->clerk_of(*token), "");
}

TEST_F(ClerkDeskTest, LocksItselfAfterIdleMinutesButNotInUse) {
  ASSERT_TRUE(desk_->set_pin("李敏", "4711"));
  const auto token = desk_->unlock("李敏", "4711");
  ASSERT_TRUE(token);
  for (int i = 0; i < 3; ++i) {
    now_ += std::chrono::minutes{4};
    EXPECT_EQ(*desk_->clerk_of(*token), "李敏");
  }
  now_ += std::chrono::minutes{6};
  EXPECT_EQ(*desk_->clerk_of(*token), "");
}

TEST_F(ClerkDeskTest, FiveWrongPinsLockTheNameForFiveMinutes) {
  ASSERT_TRUE(desk_->set_pin("李敏", "4711"));
  const auto first = desk_->unlock("李敏", "4712");
  ASSERT_FALSE(first);
  EXPECT_EQ(first.error().code, Code::unauthorized);
  EXPECT_THAT(test::in_chinese(first.error().said), HasSubstr("还可以试 4 次"));
  for (int i = 0; i < 3; ++i) ASSERT_FALSE(desk_->unlock("李敏", "4712"));
  EXPECT_EQ(desk_->unlock("李敏", "4712").error().code, Code::too_many);
  EXPECT_EQ(desk_->unlock("李敏", "4711").error().code, Code::too_many) << "the right one as well";
  now_ += std::chrono::minutes{5};
  EXPECT_TRUE(desk_->unlock("李敏", "4711"));
  EXPECT_THAT(test::in_english(desk_->unlock("李敏", "4712").error().said), HasSubstr("4 tries left"))
      << "counted anew";
}

TEST_F(ClerkDeskTest, ManyAtOnceAreCheckedOneByOneAndTheRestAskedToWait) {
  ASSERT_TRUE(desk_->set_pin("李敏", "4711"));
  std::atomic<int> tokens = 0;
  const auto desk = std::move(*ClerkDesk::open(
      {settings_, [this] { return now_; }, [&tokens] { return fmt::format("{:032x}", ++tokens); }}));
  std::vector<std::future<Result<std::string>>> asked;
  for (int i = 0; i < 24; ++i)  // each check takes 100 ms
    asked.push_back(std::async(std::launch::async, [&] { return desk->unlock("李敏", "4711"); }));
  int opened = 0;
  for (auto& each : asked) {
    const auto token = each.get();
    if (token) {
      ++opened;
    } else {
      EXPECT_EQ(token.error().code, Code::too_many) << token.error().message;
    }
  }
  EXPECT_GE(opened, 4);
  EXPECT_LT(opened, 24);
  EXPECT_TRUE(desk->unlock("李敏", "4711"));  // nobody's tries were counted
}

TEST_F(ClerkDeskTest, ANewPinEndsWhatTheOldOneOpened) {
  ASSERT_TRUE(desk_->set_pin("李敏", "4711"));
  const auto token = desk_->unlock("李敏", "4711");
  ASSERT_TRUE(token);
  ASSERT_TRUE(desk_->set_pin("李敏", "0815"));
  EXPECT_EQ(*desk_->clerk_of(*token), "");
  EXPECT_FALSE(desk_->unlock("李敏", "4711"));
  EXPECT_TRUE(desk_->unlock("李敏", "0815"));
}

TEST_F(ClerkDeskTest, RemovedClerksAreGoneWithTheirSessions) {
  ASSERT_TRUE(desk_->set_pin("李敏", "4711"));
  ASSERT_TRUE(desk_->set_pin("王强", "4712"));
  EXPECT_THAT(*desk_->names(), ElementsAre("李敏", "王强"));
  const auto token = desk_->unlock("李敏", "4711");
  ASSERT_TRUE(desk_->remove("李敏"));
  EXPECT_EQ(*desk_->clerk_of(*token), "");
  EXPECT_EQ(desk_->remove("李敏").error().code, Code::not_found);
  EXPECT_EQ(desk_->unlock("李敏", "4711").error().code, Code::unauthorized);
}

TEST_F(ClerkDeskTest, RefusesNamesAndPinsThatWillNotDo) {
  for (const char* pin : {"", "123", "123456789", "12a4", "1111", "1234", "987654", "１２３５"})
    EXPECT_EQ(desk_->set_pin("李敏", pin).error().code, Code::invalid) << pin;
  for (const char* name : {"", " 李敏", "李\n敏"})
    EXPECT_EQ(desk_->set_pin(name, "4711").error().code, Code::invalid) << name;
}

TEST_F(ClerkDeskTest, ThePinIsKeptAsArgon2idOnly) {
  const auto hash = hash_pin("4711");
  ASSERT_TRUE(hash);
  EXPECT_THAT(*hash, testing::StartsWith("$argon2id$"));
  EXPECT_TRUE(pin_matches(*hash, "4711"));
  EXPECT_FALSE(pin_matches(*hash, "4712"));
  EXPECT_FALSE(pin_matches("", "4711"));
}

}  // namespace
}  // namespace firstfix::service
