// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/operator/network_apis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kb/operator/mock_operator.h"

namespace firstfix::operators {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string kLocation = "/location-retrieval/v0.5/retrieve";
const std::string kRoaming = "/device-roaming-status/v1/retrieve";
const PhoneNumber kPhone("+8613880000001");

class NetworkApisTest : public testing::Test {
 protected:
  NetworkApisTest() {
    options_.base_url = mock_.url() + "/";
    options_.token_url = mock_.token_url();
    options_.client_id = "firstfix";
    options_.client_secret = "s3cret";
    options_.breaker = {3, milliseconds{200}};
    open();
  }
  ~NetworkApisTest() override { EXPECT_THAT(mock_.faults(), IsEmpty()); }
  void open() {
    apis_.reset();
    auto opened = NetworkApis::open(
        options_, [] { return *parse_rfc3339("2026-11-22T08:00:00Z"); },
        [this](std::string_view api, std::string_view why) {
          const std::scoped_lock lock(log_mutex_);
          log_ += std::string(api) + ": " + std::string(why) + "\n";
        });
    ASSERT_TRUE(opened) << opened.error().message;
    apis_ = std::move(*opened);
  }
  NetworkState ask(milliseconds patience = milliseconds{2'000}) {
    return apis_->ask(kPhone, Steady::now() + patience);
  }
  std::string log() {
    const std::scoped_lock lock(log_mutex_);
    return log_;
  }

  MockOperator mock_;
  NetworkApisOptions options_;
  std::mutex log_mutex_;
  std::string log_;
  std::unique_ptr<NetworkApis> apis_;
};

TEST_F(NetworkApisTest, KnowsAllFiveThings) {
  const NetworkState state = ask();
  ASSERT_TRUE(state.location && state.device && state.reachability && state.roaming && state.access) << log();
  EXPECT_DOUBLE_EQ(state.location->radius_m, 400);
  EXPECT_EQ(state.device->tac, "86012301");
  EXPECT_EQ(state.roaming->country, 262);
  EXPECT_EQ(state.access->access, NetworkState::Access::g5);
  EXPECT_THAT(state.unavailable, IsEmpty());
}

TEST_F(NetworkApisTest, AsksOnceWhileTheAnswerIsFresh) {
  ask();
  ask();
  EXPECT_EQ(mock_.calls(kLocation), 1);
  EXPECT_EQ(mock_.calls("/oauth2/token"), 5) << "one a scope";
  options_.keep = std::chrono::seconds{0};
  open();
  ask();
  ask();
  EXPECT_EQ(mock_.calls(kLocation), 3);
}

TEST_F(NetworkApisTest, WaitsNoLongerThanTheDeadlineAndKeepsWhatComesLate) {
  mock_.behave(kLocation, {.delay_ms = 400});
  const auto begun = Steady::now();
  const NetworkState early = ask(milliseconds{150});
  const auto took = Steady::now() - begun;
  EXPECT_LT(took, milliseconds{300});
  EXPECT_FALSE(early.location);
  EXPECT_TRUE(early.roaming) << "the others are there in time";
  EXPECT_THAT(early.unavailable, ElementsAre("location-retrieval"));
  const NetworkState late = ask();
  EXPECT_TRUE(late.location);
  EXPECT_EQ(mock_.calls(kLocation), 1) << "the same question is not asked twice";
}

TEST_F(NetworkApisTest, AnUnknownNumberIsAnAnswer) {
  mock_.behave(kLocation, {.status = 404, .code = "IDENTIFIER_NOT_FOUND"});
  mock_.behave(kRoaming, {.status = 422, .code = "SERVICE_NOT_APPLICABLE"});
  const NetworkState state = ask();
  EXPECT_FALSE(state.location || state.roaming);
  EXPECT_THAT(state.unavailable, IsEmpty());
  ask();
  EXPECT_EQ(mock_.calls(kLocation), 1);
  EXPECT_EQ(log(), "");
}

TEST_F(NetworkApisTest, LeavesASystemThatIsDownAlone) {
  mock_.behave(kLocation, {.status = 503, .code = "UNAVAILABLE"});
  for (int i = 0; i < 6; ++i) EXPECT_THAT(ask().unavailable, ElementsAre("location-retrieval"));
  EXPECT_EQ(mock_.calls(kLocation), 3) << "the circuit is open";
  mock_.behave(kLocation, {});
  std::this_thread::sleep_for(milliseconds{250});
  EXPECT_TRUE(ask().location) << "one call tries, and closes it";
  EXPECT_THAT(log(), HasSubstr("location-retrieval: HTTP 503 UNAVAILABLE"));
}

TEST_F(NetworkApisTest, RestsWhenItIsToldToo) {
  mock_.behave(kLocation, {.status = 429, .code = "QUOTA_EXCEEDED", .retry_after_s = 60});
  ask();
  ask();
  EXPECT_EQ(mock_.calls(kLocation), 1);
}

TEST_F(NetworkApisTest, GarbageAndLiesAreUnknown) {
  mock_.behave(kLocation, {.body = "\xFF\x00<<<"});
  mock_.behave(kRoaming, {.body = R"({"roaming":"perhaps"})"});
  const NetworkState state = ask();
  EXPECT_FALSE(state.location || state.roaming);
  EXPECT_TRUE(state.device && state.access);
  EXPECT_EQ(state.unavailable.size(), 2U);
}

TEST_F(NetworkApisTest, AnEndlessAnswerIsCutOff) {
  mock_.behave(kLocation, {.body = std::string(200'000, ' ')});
  EXPECT_THAT(ask().unavailable, ElementsAre("location-retrieval"));
}

TEST_F(NetworkApisTest, GetsANewTokenWhenTheOldOneIsRefused) {
  options_.keep = std::chrono::seconds{0};
  open();
  ask();
  mock_.expire_tokens();
  EXPECT_TRUE(ask().location) << log();
}

TEST_F(NetworkApisTest, WrongCredentialsAreSaidWithoutTheSecret) {
  options_.client_secret = "wrong-s3cret";
  open();
  EXPECT_EQ(ask().unavailable.size(), 5U);
  EXPECT_THAT(log(), HasSubstr("token: HTTP 401"));
  EXPECT_THAT(log(), Not(HasSubstr("s3cret")));
}

TEST_F(NetworkApisTest, NoNumberReachesTheLog) {
  for (const auto& status : {400, 403, 404, 500}) {
    mock_.behave(kLocation, {.status = status, .code = "+8613880000001"});
    open();
    ask();
  }
  mock_.behave(kLocation, {.body = "+8613880000001"});
  open();
  ask();
  EXPECT_THAT(log(), Not(HasSubstr("1388")));
  EXPECT_THAT(log(), HasSubstr("HTTP 500"));
}

TEST_F(NetworkApisTest, NobodyThereIsUnavailableInTime) {
  options_.base_url = "http://127.0.0.1:1";
  open();
  const auto begun = Steady::now();
  EXPECT_EQ(ask(milliseconds{500}).unavailable.size(), 5U);
  EXPECT_LT(Steady::now() - begun, milliseconds{700});
}

TEST_F(NetworkApisTest, EndsWhileCallsAreUnderWay) {
  mock_.behave(kLocation, {.delay_ms = 1'500});
  apis_->begin(kPhone);
  std::this_thread::sleep_for(milliseconds{50});
  const auto begun = Steady::now();
  apis_.reset();
  EXPECT_LT(Steady::now() - begun, milliseconds{1'400});
}

TEST_F(NetworkApisTest, RefusesAddressesThatWouldSendNumbersInTheOpen) {
  for (const char* url : {"http://operator.example", "http://127.0.0.1.evil.example", "ftp://x", ""}) {
    NetworkApisOptions options = options_;
    options.base_url = url;
    EXPECT_FALSE(NetworkApis::open(options, system_clock(), {})) << url;
  }
  NetworkApisOptions options = options_;
  options.client_secret.clear();
  EXPECT_FALSE(NetworkApis::open(options, system_clock(), {}));
}

}  // namespace
}  // namespace firstfix::operators
