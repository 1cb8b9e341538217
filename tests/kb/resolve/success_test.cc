// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/success.h"

#include <algorithm>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace firstfix::resolve {
namespace {

using std::chrono::days;

const Date kToday = Date{std::chrono::year{2026} / 11 / 22};

TEST(SuccessTally, CountsTodayInFull) {
  SuccessTally tally(kToday);
  tally.add("a", kToday, {.resolved = 2, .tried = 3});
  tally.add("a", kToday, {.resolved = 1, .tried = 1});
  EXPECT_DOUBLE_EQ(tally.at("a", kToday).resolved, 3.0);
  EXPECT_DOUBLE_EQ(tally.at("a", kToday).tried, 4.0);
}

TEST(SuccessTally, HalvesEveryHalfLife) {
  SuccessTally tally(kToday, 30.0);
  tally.add("a", kToday - days{30}, {.resolved = 4, .tried = 8});
  EXPECT_NEAR(tally.at("a", kToday).tried, 4.0, 1e-12);
  EXPECT_NEAR(tally.at("a", kToday + days{30}).tried, 2.0, 1e-12);
  EXPECT_NEAR(tally.at("a", kToday + days{30}).resolved, 1.0, 1e-12);
}

TEST(SuccessTally, KnowsNothingAboutOtherKeys) {
  SuccessTally tally(kToday);
  tally.add("a", kToday, {.resolved = 1, .tried = 1});
  EXPECT_EQ(tally.at("b", kToday), SuccessRecord{});
}

TEST(SuccessTally, ReadsTheSameWhateverTheLandmarkAndTheOrder) {
  const std::vector<int> ages = {0, 400, 3, 90, 31, 365};
  SuccessTally early(kToday - days{3650});
  SuccessTally late(kToday + days{365});
  for (const int age : ages) early.add("a", kToday - days{age}, {.resolved = 1, .tried = 2});
  for (auto age = ages.rbegin(); age != ages.rend(); ++age) {
    late.add("a", kToday - days{*age}, {.resolved = 1, .tried = 2});
  }
  EXPECT_NEAR(early.at("a", kToday).tried, late.at("a", kToday).tried, 1e-9);
  EXPECT_NEAR(early.at("a", kToday).resolved, late.at("a", kToday).resolved, 1e-9);
}

TEST(SuccessTally, TakingBackRestoresTheRecord) {
  SuccessTally tally(kToday - days{100});
  tally.add("a", kToday - days{7}, {.resolved = 3, .tried = 5});
  const SuccessRecord before = tally.at("a", kToday);
  tally.add("a", kToday, {.resolved = 1, .tried = 1});
  tally.add("a", kToday - days{90}, {.resolved = 0, .tried = 7});
  tally.remove("a", kToday - days{90}, {.resolved = 0, .tried = 7});
  tally.remove("a", kToday, {.resolved = 1, .tried = 1});
  EXPECT_NEAR(tally.at("a", kToday).resolved, before.resolved, 1e-12);
  EXPECT_NEAR(tally.at("a", kToday).tried, before.tried, 1e-12);
}

TEST(SuccessTally, IsExactlyEmptyWhenEverythingWasTakenBack) {
  SuccessTally tally(kToday - days{77});
  for (int age = 0; age < 50; ++age) tally.add("a", kToday - days{age}, {.resolved = 1, .tried = 3});
  for (int age = 0; age < 50; ++age) tally.remove("a", kToday - days{age}, {.resolved = 1, .tried = 3});
  EXPECT_EQ(tally.at("a", kToday), SuccessRecord{});
}

// A credit may be taken back before its try: the book is read in between.
TEST(SuccessTally, NeverReadsBelowZeroOrAboveTheTries) {
  SuccessTally tally(kToday);
  tally.remove("a", kToday, {.resolved = 1, .tried = 0});
  EXPECT_EQ(tally.at("a", kToday), SuccessRecord{});
  tally.add("a", kToday, {.resolved = 9, .tried = 2});
  EXPECT_DOUBLE_EQ(tally.at("a", kToday).resolved, 2.0);
}

TEST(SuccessTally, StaysFiniteOverDecades) {
  SuccessTally tally(kToday);
  for (const int years : {-40, 0, 40})
    tally.add("a", kToday + days{365 * years}, {.resolved = 1, .tried = 1});
  EXPECT_NEAR(tally.at("a", kToday + days{365 * 40}).tried, 1.0, 1e-9);
}

TEST(SmoothedSuccess, IsThePriorWithoutData) {
  EXPECT_DOUBLE_EQ(smoothed_success({}, 0.7, 8.0), 0.7);
}

TEST(SmoothedSuccess, IsTheMeanOfTheBetaPosterior) {
  EXPECT_DOUBLE_EQ(smoothed_success({.resolved = 9, .tried = 12}, 0.5, 8.0), 13.0 / 20.0);
}

TEST(SmoothedSuccess, ApproachesTheRateWithData) {
  EXPECT_NEAR(smoothed_success({.resolved = 90'000, .tried = 100'000}, 0.1, 8.0), 0.9, 1e-3);
}

TEST(SmoothedSuccess, StaysInsideZeroAndOneForAnyRecord) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const SuccessRecord& record : {SuccessRecord{1e9, 1e9}, SuccessRecord{0, 1e9}, SuccessRecord{5, 2},
                                      SuccessRecord{-1, 3}, SuccessRecord{nan, 3}, SuccessRecord{1, nan}}) {
    const double mean = smoothed_success(record, 0.7, 8.0);
    EXPECT_GT(mean, 0.0);
    EXPECT_LT(mean, 1.0);
  }
}

}  // namespace
}  // namespace firstfix::resolve
