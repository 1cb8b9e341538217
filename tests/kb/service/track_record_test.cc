// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/track_record.h"

#include <array>

#include <gtest/gtest.h>

namespace firstfix::service {
namespace {

const Date kToday = *parse_date("2026-11-22");

TEST(TrackRecord, CountsTheCaseItsCategoryAndTheLibrary) {
  TrackRecord record(kToday, 30);
  record.add(std::array{store::CaseDay{"case", "network/indoor", kToday, 3, 4}});
  record.add(std::array{store::CaseDay{"case", "network/indoor", kToday, 1, 1}});
  const auto [of_case, of_category] = record.of("case", "network/indoor", kToday);
  EXPECT_DOUBLE_EQ(of_case.resolved, 4);
  EXPECT_DOUBLE_EQ(of_case.tried, 5);
  EXPECT_DOUBLE_EQ(of_category.tried, 5);
  EXPECT_DOUBLE_EQ(record.of_library(kToday).tried, 5);
}

TEST(TrackRecord, ADifferenceBelowZeroTakesBack) {
  TrackRecord record(kToday, 30);
  record.add(std::array{store::CaseDay{"case", "network/indoor", kToday, 3, 4}});
  record.add(std::array{store::CaseDay{"case", "network/indoor", kToday, -1, 0}});
  const auto [of_case, of_category] = record.of("case", "network/indoor", kToday);
  EXPECT_DOUBLE_EQ(of_case.resolved, 2);
  EXPECT_DOUBLE_EQ(of_case.tried, 4);
  EXPECT_DOUBLE_EQ(of_category.resolved, 2);
}

TEST(TrackRecord, CountsHalfAfterAHalfLife) {
  TrackRecord record(kToday, 30);
  record.add(std::array{store::CaseDay{"case", "c", kToday, 8, 10}});
  EXPECT_NEAR(record.of("case", "c", kToday + std::chrono::days{30}).first.tried, 5, 1e-9);
}

}  // namespace
}  // namespace firstfix::service
