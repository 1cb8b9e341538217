// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/records.h"

#include <gtest/gtest.h>

namespace firstfix {
namespace {

TEST(Distance, AgreesWithKnownPairs) {
  EXPECT_DOUBLE_EQ(distance_m({30, 104}, {30, 104}), 0.0);
  // One degree of a meridian is 2 pi R / 360.
  EXPECT_NEAR(distance_m({30, 104}, {31, 104}), 111195.08, 0.1);
  // Antipodes: half the circumference; rounding must not leave the domain of asin.
  EXPECT_NEAR(distance_m({0, 0}, {0, 180}), 20015114.4, 1.0);
}

TEST(CoverageGrade, TurnsBelowItsThresholdsNotAtThem) {
  const CoverageThresholds thresholds{-105, -115};
  EXPECT_EQ(grade_of(-105, thresholds), CoverageGrade::good);
  EXPECT_EQ(grade_of(-105.1, thresholds), CoverageGrade::weak);
  EXPECT_EQ(grade_of(-115, thresholds), CoverageGrade::weak);
  EXPECT_EQ(grade_of(-115.1, thresholds), CoverageGrade::none);
}

}  // namespace
}  // namespace firstfix
