// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/profile.h"

#include <algorithm>
#include <cmath>

namespace firstfix::resolve {

double FactProfile::Counts::of(const Key& value) const {
  for (const Value& each : values) {
    if (each.hash == value.hash() && each.id == value.id()) return std::max(0.0, each.count);
  }
  return 0.0;
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
    const auto found = std::ranges::find(counts.values, value, &Value::id);
    if (found != counts.values.end()) {
      found->count += weight;
    } else {
      counts.values.push_back({value, Key(value).hash(), weight});
    }
  }
}

std::size_t FactProfile::place_of(const Key& fact) {
  const Counts* known = find(fact);
  if (known != nullptr) return static_cast<std::size_t>(known - facts_.data());
  hashes_.push_back(fact.hash());
  facts_.push_back({std::string(fact.id()), 0.0, {}});
  return facts_.size() - 1;
}

const FactProfile::Counts* FactProfile::find(const Key& fact) const {
  for (std::size_t i = 0; i < hashes_.size(); ++i) {
    if (hashes_[i] == fact.hash() && facts_[i].fact == fact.id()) return &facts_[i];
  }
  return nullptr;
}

}  // namespace firstfix::resolve
