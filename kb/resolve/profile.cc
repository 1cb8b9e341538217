// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/profile.h"

#include <algorithm>
#include <cmath>

namespace firstfix::resolve {

double FactProfile::Counts::of(std::string_view value) const {
  const auto found = std::ranges::find_if(values, [&](const auto& each) { return each.first == value; });
  return found == values.end() ? 0.0 : std::max(0.0, found->second);
}

FactProfile::FactProfile(Date landmark, double half_life_days)
    : landmark_(landmark), half_life_days_(half_life_days) {}

double FactProfile::weight_of(Date day) const {
  return std::exp2(static_cast<double>((day - landmark_).count()) / half_life_days_);
}

void FactProfile::add(const std::vector<std::pair<std::string, std::string>>& facts, Date day, double times) {
  const double weight = times * weight_of(day);
  for (const auto& [fact, value] : facts) {
    Counts& counts = facts_[fact];
    counts.total += weight;
    const auto found =
        std::ranges::find_if(counts.values, [&](const auto& each) { return each.first == value; });
    if (found != counts.values.end()) {
      found->second += weight;
    } else {
      counts.values.emplace_back(value, weight);
    }
  }
}

const FactProfile::Counts* FactProfile::find(std::string_view fact) const {
  const auto found = facts_.find(fact);
  return found == facts_.end() ? nullptr : &found->second;
}

}  // namespace firstfix::resolve
