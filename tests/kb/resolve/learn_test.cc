// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/learn.h"

#include <gtest/gtest.h>

#include "kb/resolve/credit.h"
#include "kb/resolve/features.h"

namespace firstfix::resolve {
namespace {

// Outcomes of a world in which the engine is far too sure: its log-odds should be a third.
std::vector<Example> overconfident(std::size_t count) {
  std::vector<Example> examples;
  unsigned state = 7;
  const auto chance = [&] {
    state = state * 1664525U + 1013904223U;
    return static_cast<double>(state >> 8U) / 16777216.0;
  };
  for (std::size_t i = 0; i < count; ++i) {
    Example example;
    example.features.belief = 6.0 * chance() - 3.0;
    example.resolved = chance() < probability_of(example.features.belief / 3.0);
    examples.push_back(example);
  }
  return examples;
}

TEST(Refit, FindsHowSureTheEngineMayBe) {
  const Refit refit = resolve::refit(overconfident(4'000), Weights{});
  EXPECT_TRUE(refit.better());
  EXPECT_NEAR(refit.weights.belief, 1.0 / 3.0, 0.06);
  EXPECT_NEAR(refit.weights.bias, 0.0, 0.12);
  EXPECT_EQ(refit.fitted_on, 3'200U);
  EXPECT_EQ(refit.tested_on, 800U);
}

TEST(Refit, OfTooFewChangesNothing) {
  const Refit refit = resolve::refit(overconfident(kLeastExamples - 1), Weights{});
  EXPECT_FALSE(refit.better());
  EXPECT_EQ(refit.weights.belief, Weights{}.belief);
}

TEST(Refit, IsNotBetterWhenTheLatestOutcomesSayOtherwise) {
  std::vector<Example> examples = overconfident(1'000);
  for (std::size_t i = 800; i < 1'000; ++i) examples[i].resolved = examples[i].features.belief > 0.0;
  EXPECT_FALSE(resolve::refit(examples, Weights{}).better());
}

// Of the winners those that something speaks against have to be believed the more, and help more often.
TEST(Refit, DoesNotTurnRoundWhatSpeaksAgainstACase) {
  std::vector<Example> examples = overconfident(4'000);
  for (std::size_t i = 0; i < examples.size(); i += 2) {
    examples[i].features.contradiction = -4.0;
    examples[i].features.agreement = 2.0;
    examples[i].resolved = true;
  }
  const Refit refit = resolve::refit(examples, Weights{});
  EXPECT_TRUE(refit.better());
  EXPECT_EQ(refit.weights.contradiction, 0.0);
  EXPECT_GT(refit.weights.agreement, 0.1) << "which says the same the right way round";
}

TEST(Refit, ReadsItsFeaturesBack) {
  Features features;
  features.belief = 1.5;
  features.success = -0.25;
  features.failed = 1.0;
  const Features again = features_of(values_of(features));
  EXPECT_EQ(log_odds(again, Weights{}), log_odds(features, Weights{}));
}

TEST(Credit, OfASuccessGoesToTheCaseThatWasUsed) {
  EXPECT_EQ(credit({{"a", 0.5}, {"b", 0.4}}, "a", true, 0.8), (Beliefs{{"a", 1.0}}));
}

TEST(Credit, OfAFailureGoesToTheOthersByBayesRule) {
  const Beliefs after = credit({{"a", 0.5}, {"b", 0.4}, {"c", 0.02}}, "a", false, 0.8);
  ASSERT_EQ(after.size(), 2U);
  EXPECT_NEAR(after[0].second, 0.1 / 0.6, 1e-12);
  EXPECT_NEAR(after[1].second, 0.4 / 0.6, 1e-12);
}

TEST(Credit, OfAFailureGoesToTheCaseThatHelpedLater) {
  EXPECT_EQ(credit({{"a", 0.5}, {"b", 0.4}}, "a", false, 0.8, {{"b"}, "z"}), (Beliefs{{"z", 1.0}}));
  EXPECT_EQ(credit({{"a", 0.5}, {"b", 0.4}}, "a", false, 0.8, {{}, "z", true}), Beliefs{});
  EXPECT_EQ(credit({{"a", 0.5}, {"b", 0.4}}, "a", true, 0.8, {{}, "z"}), (Beliefs{{"a", 1.0}}));
}

TEST(Credit, WhatFailedLaterAsWellIsNoLikelierThanTheCaseUsed) {
  const Beliefs after = credit({{"a", 0.4}, {"b", 0.4}, {"c", 0.1}}, "a", false, 0.8, {{"b"}, ""});
  ASSERT_EQ(after.size(), 3U);
  EXPECT_NEAR(after[0].second, 0.08 / 0.36, 1e-12);
  EXPECT_DOUBLE_EQ(after[1].second, after[0].second);
  EXPECT_NEAR(after[2].second, 0.1 / 0.36, 1e-12);
}

}  // namespace
}  // namespace firstfix::resolve
