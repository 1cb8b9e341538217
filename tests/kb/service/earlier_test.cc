// SPDX-License-Identifier: GPL-3.0-or-later
// What a customer said at the last call, at the next one.
#include <gtest/gtest.h>

#include "tests/kb/service/world.h"

namespace firstfix::service {
namespace {

constexpr const char* kSymptom = "手机老是没信号";

class EarlierTest : public World {
 protected:
  // He said where it happens, and what he was told came out so.
  Resolution call(OutcomeResult result) {
    Resolution first = resolve(kStranger, kSymptom, {{"place", "elevator"}});
    const std::string case_id = first.solutions.front().article->id;
    EXPECT_TRUE(resolver_->record_outcome({first.contact.id, case_id, result, "", {}}));
    return first;
  }
  static std::string source(const Resolution& resolution, const std::string& fact) {
    const Fact* found = resolution.facts.find(fact);
    return found == nullptr ? "" : found->source;
  }
};

TEST_F(EarlierTest, WhatWasSaidWhenItFailedNeedNotBeSaidAgain) {
  const Timestamp then = now_;
  call(OutcomeResult::unresolved);
  now_ += std::chrono::days{2};
  const Resolution again = resolve(kStranger, kSymptom);
  EXPECT_EQ(again.facts.value("place"), "elevator");
  EXPECT_EQ(source(again, "place"), "earlier");
  EXPECT_EQ(again.facts.find("place")->as_of, then);
  EXPECT_TRUE(!again.question || again.question->fact != "place");
  EXPECT_EQ(again.contact.considered.said, std::vector<std::string>{"place"});
  EXPECT_TRUE(again.contact.stated.empty()) << "at this call he has said nothing";
}

TEST_F(EarlierTest, AThirdCallKnowsTheFirstAsWell) {
  call(OutcomeResult::unresolved);
  now_ += std::chrono::days{1};
  const Resolution second = resolve(kStranger, kSymptom, {{"device.volte", "no"}});
  ASSERT_TRUE(resolver_->record_outcome(
      {second.contact.id, second.solutions.front().article->id, OutcomeResult::unresolved, "", {}}));
  now_ += std::chrono::days{1};
  const Resolution third = resolve(kStranger, kSymptom);
  EXPECT_EQ(third.facts.value("place"), "elevator");
  EXPECT_EQ(third.facts.value("device.volte"), "no");
}

TEST_F(EarlierTest, WhatIsSaidNowBeatsIt) {
  call(OutcomeResult::unresolved);
  now_ += std::chrono::hours{1};
  EXPECT_EQ(resolve(kStranger, kSymptom, {{"place", "indoor"}}).facts.value("place"), "indoor");
  EXPECT_EQ(source(resolve(kStranger, "在客厅手机没信号"), "place"), "symptom");
  EXPECT_FALSE(resolve(kStranger, kSymptom, {{"place", "unknown"}}).facts.known("place"))
      << "he is not sure any more";
}

TEST_F(EarlierTest, ASolvedTroubleIsAnother) {
  call(OutcomeResult::unresolved);
  now_ += std::chrono::hours{1};
  call(OutcomeResult::resolved);
  now_ += std::chrono::days{1};
  EXPECT_FALSE(resolve(kStranger, kSymptom).facts.known("place"));
}

TEST_F(EarlierTest, AWeekLaterItIsAsked) {
  call(OutcomeResult::unresolved);
  now_ += settings_.repeat.window + std::chrono::seconds{1};
  EXPECT_FALSE(resolve(kStranger, kSymptom).facts.known("place"));
}

TEST_F(EarlierTest, NobodyElseHasSaidIt) {
  call(OutcomeResult::unresolved);
  EXPECT_FALSE(resolve("13880009998", kSymptom).facts.known("place"));
}

}  // namespace
}  // namespace firstfix::service
