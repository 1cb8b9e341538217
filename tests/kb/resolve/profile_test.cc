// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/profile.h"

#include <map>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace firstfix::resolve {
namespace {

constexpr Date kToday{};

double count(const FactProfile& profile, const std::string& fact, const std::string& value) {
  return profile.find(FactProfile::Key(fact)).of(value);
}

TEST(FactProfile, CountsEachValueOfEachFactHoweverTheyCome) {
  std::mt19937 random(7);
  const auto letter = [&](char first, unsigned many) {
    return std::string(1, static_cast<char>(first + random() % many));
  };
  FactProfile profile(kToday, 30.0);
  std::map<std::string, std::map<std::string, double>> expected;
  for (int i = 0; i < 300; ++i) {
    const std::string fact = letter('A', 7);
    const std::string value = letter('a', 5);
    const double times = random() % 4 == 0 ? -0.5 : 1.0;
    profile.add({{fact, value}}, kToday, times);
    expected[fact][value] += times;
  }
  for (const auto& [fact, values] : expected) {
    double total = 0.0;
    for (const auto& [value, times] : values) {
      EXPECT_DOUBLE_EQ(count(profile, fact, value), std::max(0.0, times)) << fact << value;
      total += times;
    }
    EXPECT_DOUBLE_EQ(profile.find(FactProfile::Key(fact)).total, total) << fact;
  }
  EXPECT_EQ(profile.find(FactProfile::Key("Z")).total, 0.0);
  EXPECT_EQ(count(profile, "A", "z"), 0.0);
}

TEST(FactProfile, ACopyKeepsWhatItHad) {
  FactProfile profile(kToday, 30.0);
  profile.add({{"place", "indoor"}, {"scope", "self"}}, kToday);
  const FactProfile before = profile;
  profile.add({{"place", "rail"}, {"scope", "self"}}, kToday);
  EXPECT_EQ(count(before, "place", "rail"), 0.0);
  EXPECT_EQ(count(before, "scope", "self"), 1.0);
  EXPECT_EQ(count(profile, "scope", "self"), 2.0);
}

TEST(FactProfile, AMonthAgoCountsHalf) {
  FactProfile profile(kToday, 30.0);
  profile.add({{"place", "indoor"}}, kToday);
  const Date later = kToday + std::chrono::days{30};
  EXPECT_DOUBLE_EQ(count(profile, "place", "indoor") / profile.weight_of(later), 0.5);
}

}  // namespace
}  // namespace firstfix::resolve
