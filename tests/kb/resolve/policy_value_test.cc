// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/policy_value.h"

#include <array>
#include <random>
#include <utility>

#include <gtest/gtest.h>

namespace firstfix::resolve {
namespace {

constexpr std::array<double, 3> kUse{0.7, 0.2, 0.1};       // how often agents use each position
constexpr std::array<double, 3> kResolves{0.4, 0.8, 0.1};  // how often each of three cases resolves
constexpr double kTrueChange = (0.7 * 0.8 + 0.2 * 0.4) - (0.7 * 0.4 + 0.2 * 0.8);  // first two swapped

// Contacts served with the cases in order 0, 1, 2; the ranking that is tried swaps the first two.
std::vector<LoggedUse> served(std::mt19937& random, std::size_t count, const std::array<double, 3>& model) {
  std::discrete_distribution<std::size_t> position(kUse.begin(), kUse.end());
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  constexpr std::array<std::size_t, 3> kAfter{1, 0, 2};
  std::vector<LoggedUse> uses;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t used = position(random);
    uses.push_back({used,
                    used,
                    kAfter[used],
                    unit(random) < kResolves[used],
                    model[used],
                    {model[0], model[1], model[2]},
                    {model[1], model[0], model[2]}});
  }
  return uses;
}

ValueChange estimate(const std::vector<LoggedUse>& uses) {
  return value_change(uses, use_by_position(uses, kUse.size()));
}

// How many of 400 intervals hold the true change.
int covered(const std::array<double, 3>& model) {
  std::mt19937 random(7);
  int holds = 0;
  for (int i = 0; i < 400; ++i) {
    const ValueChange value = estimate(served(random, 500, model));
    if (value.low <= kTrueChange && kTrueChange <= value.high) ++holds;
  }
  return holds;
}

TEST(ValueChange, ItsIntervalHoldsTheTruthAboutAsOftenAsItSays) {
  EXPECT_GE(covered(kResolves), 368) << "the model is right";
  EXPECT_GE(covered({0.6, 0.3, 0.5}), 368) << "the model is wrong, the propensities are right";
}

TEST(ValueChange, IsNotSoWideThatItSaysNothing) {
  std::mt19937 random(7);
  const ValueChange value = estimate(served(random, 5'000, {0.6, 0.3, 0.5}));
  EXPECT_NEAR(value.change, kTrueChange, 0.05);
  EXPECT_GT(value.low, 0.0);
}

TEST(ValueChange, OfTheSameRankingIsNothing) {
  std::mt19937 random(7);
  auto uses = served(random, 100, kResolves);
  for (LoggedUse& each : uses) {
    each.after = each.before;
    each.expected_after = each.expected_before;
  }
  const ValueChange value = estimate(uses);
  EXPECT_EQ(value.change, 0.0);
  EXPECT_EQ(value.low, 0.0);
  EXPECT_EQ(value.high, 0.0);
}

TEST(ValueChange, OfNothingIsNothing) {
  const ValueChange value = value_change({}, use_by_position({}, 5));
  EXPECT_EQ(value.contacts, 0U);
  EXPECT_EQ(value.change, 0.0);
}

TEST(UseByPosition, CountsWhatWasOfferedAndLeavesNoPositionAtZero) {
  std::vector<LoggedUse> uses(8);
  for (std::size_t i = 0; i < 6; ++i) uses[i].logged = 0;
  uses[6].logged = 1;  // the last was not offered
  const auto shares = use_by_position(uses, 3);
  EXPECT_DOUBLE_EQ(shares[0], 0.7);
  EXPECT_DOUBLE_EQ(shares[1], 0.2);
  EXPECT_DOUBLE_EQ(shares[2], 0.1);
}

}  // namespace
}  // namespace firstfix::resolve
