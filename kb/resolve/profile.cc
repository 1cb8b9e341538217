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
    Counts& counts = facts_[place_of(Key(fact))];
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

std::size_t FactProfile::place_of(const Key& fact) {
  const Counts* known = find(fact);
  if (known != nullptr) return static_cast<std::size_t>(known - facts_.data());
  hashes_.push_back(fact.hash_);
  facts_.push_back({std::string(fact.fact_), 0.0, {}});
  return facts_.size() - 1;
}

const FactProfile::Counts* FactProfile::find(const Key& fact) const {
  for (std::size_t i = 0; i < hashes_.size(); ++i) {
    if (hashes_[i] == fact.hash_ && facts_[i].fact == fact.fact_) return &facts_[i];
  }
  return nullptr;
}

}  // namespace firstfix::resolve
