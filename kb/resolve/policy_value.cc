// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/policy_value.h"

#include <algorithm>
#include <cmath>

namespace firstfix::resolve {
namespace {

constexpr double kMostWeight = 10.0;
constexpr double kNormal95 = 1.96;

double at(std::span<const double> shares, const std::optional<std::size_t>& position) {
  return position && *position < shares.size() ? shares[*position] : 0.0;
}

double expected_of(std::span<const double> by_position, std::span<const double> use) {
  double sum = 0.0;
  for (std::size_t i = 0; i < std::min(by_position.size(), use.size()); ++i) sum += use[i] * by_position[i];
  return sum;
}

double change_of(const LoggedUse& each, std::span<const double> use) {
  const double model = expected_of(each.expected_after, use) - expected_of(each.expected_before, use);
  const double logged = at(use, each.logged);
  if (logged <= 0.0) return model;
  const double more = std::min(kMostWeight, at(use, each.after) / logged) -
                      std::min(kMostWeight, at(use, each.before) / logged);
  return model + more * ((each.resolved ? 1.0 : 0.0) - each.expected);
}

// Of the model's part alone: how often each position is used was counted, and is as uncertain as a count is
// (delta method for the shares of a multinomial).
double variance_of_use(std::span<const LoggedUse> uses, std::span<const double> use) {
  const auto count = static_cast<double>(uses.size());
  double mean = 0.0;
  double squares = 0.0;
  for (std::size_t i = 0; i < use.size(); ++i) {
    double more = 0.0;  // that the model expects at this position
    for (const LoggedUse& each : uses) {
      if (i < each.expected_after.size()) more += each.expected_after[i] / count;
      if (i < each.expected_before.size()) more -= each.expected_before[i] / count;
    }
    mean += use[i] * more;
    squares += use[i] * more * more;
  }
  return std::max(0.0, squares - mean * mean) / count;
}

}  // namespace

std::vector<double> use_by_position(std::span<const LoggedUse> uses, std::size_t positions) {
  std::vector<double> counts(positions, 1.0);
  double all = static_cast<double>(positions);
  for (const LoggedUse& each : uses) {
    if (!each.logged || *each.logged >= positions) continue;
    counts[*each.logged] += 1.0;
    all += 1.0;
  }
  for (double& count : counts) count /= all;
  return counts;
}

ValueChange value_change(std::span<const LoggedUse> uses, std::span<const double> use_by_position) {
  ValueChange value;
  value.contacts = uses.size();
  if (uses.empty()) return value;
  const auto count = static_cast<double>(uses.size());
  double sum = 0.0;
  double squares = 0.0;
  for (const LoggedUse& each : uses) {
    const double change = change_of(each, use_by_position);
    sum += change;
    squares += change * change;
  }
  value.change = sum / count;
  const double variance = std::max(0.0, squares / count - value.change * value.change);
  const double reach = kNormal95 * std::sqrt(variance / count + variance_of_use(uses, use_by_position));
  value.low = value.change - reach;
  value.high = value.change + reach;
  return value;
}

}  // namespace firstfix::resolve
