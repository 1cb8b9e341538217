// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/profile.h"

#include <algorithm>
#include <cmath>

namespace firstfix::resolve {

double FactProfile::Counts::of(Key value) const {
  for (const Value& each : values) {
    if (each.id == value) return std::max(0.0, each.count);
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
    OfFact& counts = of(Key(fact));
    counts.total += weight;
    const auto begin = values_.begin() + counts.first;
    const auto end = begin + counts.values;
    const auto found =
        std::find_if(begin, end, [id = Key(value)](const Value& each) { return each.id == id; });
    if (found != end) {
      found->count += weight;
      continue;
    }
    values_.insert(end, {Key(value), weight});
    ++counts.values;
    for (OfFact& later : counts_) {
      if (&later > &counts) ++later.first;
    }
  }
}

FactProfile::OfFact& FactProfile::of(Key fact) {
  const auto found = std::ranges::find(facts_, fact);
  if (found != facts_.end()) return counts_[static_cast<std::size_t>(found - facts_.begin())];
  facts_.push_back(fact);
  return counts_.emplace_back(OfFact{0.0, static_cast<std::uint32_t>(values_.size()), 0});
}

FactProfile::Counts FactProfile::find(Key fact) const {
  const auto found = std::ranges::find(facts_, fact);
  if (found == facts_.end()) return {};
  const OfFact& counts = counts_[static_cast<std::size_t>(found - facts_.begin())];
  return {counts.total, std::span(values_).subspan(counts.first, counts.values)};
}

}  // namespace firstfix::resolve
