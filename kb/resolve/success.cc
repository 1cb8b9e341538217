// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/success.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace firstfix::resolve {
namespace {

// Less than this many tries is what rounding leaves of a record that was taken back.
constexpr double kDust = 1e-9;

// The record of a sane world: finite, nothing below zero, no more resolved than tried.
SuccessRecord sane(const SuccessRecord& record) {
  if (!(record.tried > kDust) || !std::isfinite(record.tried)) return {};
  return {.resolved = record.resolved > 0.0 ? std::min(record.resolved, record.tried) : 0.0,
          .tried = record.tried};
}

}  // namespace

SuccessTally::SuccessTally(Date landmark, double half_life_days)
    : landmark_(landmark), half_life_days_(half_life_days) {
  assert(half_life_days > 0.0);
}

double SuccessTally::weight_of(Date day) const {
  return std::exp2(static_cast<double>((day - landmark_).count()) / half_life_days_);
}

void SuccessTally::add(std::string_view key, Date day, const SuccessRecord& counts) {
  const double weight = weight_of(day);
  auto it = sums_.find(key);
  if (it == sums_.end()) it = sums_.try_emplace(std::string(key)).first;
  it->second.resolved += weight * counts.resolved;
  it->second.tried += weight * counts.tried;
}

void SuccessTally::remove(std::string_view key, Date day, const SuccessRecord& counts) {
  add(key, day, {.resolved = -counts.resolved, .tried = -counts.tried});
}

SuccessRecord SuccessTally::at(std::string_view key, Date day) const {
  const auto it = sums_.find(key);
  if (it == sums_.end()) return {};
  const double weight = weight_of(day);
  return sane({.resolved = it->second.resolved / weight, .tried = it->second.tried / weight});
}

double smoothed_success(const SuccessRecord& record, double prior, double strength) {
  assert(prior > 0.0 && prior < 1.0 && strength > 0.0);
  const SuccessRecord counts = sane(record);
  return (counts.resolved + strength * prior) / (counts.tried + strength);
}

}  // namespace firstfix::resolve
