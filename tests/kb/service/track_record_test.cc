// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/track_record.h"

#include <array>

#include <gtest/gtest.h>

namespace firstfix::service {
namespace {

const Date kToday = *parse_date("2026-11-22");

Outcome outcome(OutcomeResult result) {
  return {"contact", "case", result, "", kToday};
}

TEST(TrackRecord, CountsTheCaseItsCategoryAndTheLibrary) {
  TrackRecord record(kToday, 30);
  record.load(std::array{store::CaseDay{"case", "network/indoor", kToday, 3, 4}});
  record.apply(nullptr, outcome(OutcomeResult::resolved), "network/indoor");
  const auto [of_case, of_category] = record.of("case", "network/indoor", kToday);
  EXPECT_DOUBLE_EQ(of_case.resolved, 4);
  EXPECT_DOUBLE_EQ(of_case.tried, 5);
  EXPECT_DOUBLE_EQ(of_category.tried, 5);
  EXPECT_DOUBLE_EQ(record.of_library(kToday).tried, 5);
}

TEST(TrackRecord, ACorrectionTakesTheOldResultBack) {
  TrackRecord record(kToday, 30);
  const Outcome wrong = outcome(OutcomeResult::resolved);
  record.apply(nullptr, wrong, "network/indoor");
  record.apply(&wrong, outcome(OutcomeResult::escalated), "network/indoor");
  const auto of_case = record.of("case", "network/indoor", kToday).first;
  EXPECT_DOUBLE_EQ(of_case.resolved, 0);
  EXPECT_DOUBLE_EQ(of_case.tried, 1);
}

TEST(TrackRecord, CountsHalfAfterAHalfLife) {
  TrackRecord record(kToday, 30);
  record.load(std::array{store::CaseDay{"case", "c", kToday, 8, 10}});
  EXPECT_NEAR(record.of("case", "c", kToday + std::chrono::days{30}).first.tried, 5, 1e-9);
}

}  // namespace
}  // namespace firstfix::service
