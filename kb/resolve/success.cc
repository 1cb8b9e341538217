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
          .tried = record.tried,
          .expected = record.expected > 0.0 ? std::min(record.expected, record.tried) : 0.0};
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
  it->second.expected += weight * counts.expected;
}

void SuccessTally::remove(std::string_view key, Date day, const SuccessRecord& counts) {
  add(key, day, {.resolved = -counts.resolved, .tried = -counts.tried, .expected = -counts.expected});
}

SuccessRecord SuccessTally::at(std::string_view key, Date day) const {
  const auto it = sums_.find(key);
  if (it == sums_.end()) return {};
  const double weight = weight_of(day);
  return sane({.resolved = it->second.resolved / weight,
               .tried = it->second.tried / weight,
               .expected = it->second.expected / weight});
}

void LatestTries::set_keep() {
  keep_ = std::exp2(-1.0 / half_life_);
}

void LatestTries::add(std::string_view key, const SuccessRecord& counts) {
  SuccessRecord& sum = sums_[std::string(key)];
  const double kept = std::pow(keep_, counts.tried);
  sum.resolved = sum.resolved * kept + counts.resolved;
  sum.tried = sum.tried * kept + counts.tried;
  sum.expected = sum.expected * kept + counts.expected;
}

void LatestTries::correct(std::string_view key, double resolved) {
  const auto it = sums_.find(key);
  if (it != sums_.end())
    it->second.resolved = std::clamp(it->second.resolved + resolved, 0.0, it->second.tried);
}

SuccessRecord LatestTries::at(std::string_view key) const {
  const auto it = sums_.find(key);
  return it == sums_.end() ? SuccessRecord{} : sane(it->second);
}

void LatestShares::add(std::string_view key, double times) {
  constexpr double kLarge = 1e100;
  weight_ *= std::exp2(1.0 / half_life_);
  sums_[std::string(key)] += times * weight_;
  total_ += times * weight_;
  if (weight_ < kLarge) return;
  for (auto& [each, sum] : sums_) sum /= weight_;
  total_ /= weight_;
  weight_ = 1.0;
}

double LatestShares::count(std::string_view key) const {
  const auto it = sums_.find(key);
  return it == sums_.end() ? 0.0 : std::max(0.0, it->second / weight_);
}

double smoothed_success(const SuccessRecord& record, double prior, double strength) {
  assert(prior > 0.0 && prior < 1.0 && strength > 0.0);
  const SuccessRecord counts = sane(record);
  return (counts.resolved + strength * prior) / (counts.tried + strength);
}

}  // namespace firstfix::resolve
