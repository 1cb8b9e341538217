// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/success_evidence.h"

#include <algorithm>
#include <cmath>

#include "kb/resolve/features.h"
#include "kb/resolve/success.h"

namespace firstfix::resolve {
namespace {

bool usable(const SuccessRecord& record) {
  return std::isfinite(record.tried) && record.tried > 1e-9 && std::isfinite(record.resolved);
}

// How often the engine expected it to resolve.
double expected_rate(const SuccessRecord& record, double otherwise) {
  if (!usable(record) || !(record.expected > 0.0)) return otherwise;
  const double expected = std::min(record.expected, record.tried);
  return (expected + otherwise) / (record.tried + 1.0);
}

// Kullback-Leibler divergence of two coins, in nats.
double divergence(double p, double q) {
  const double a = p > 0.0 ? p * std::log(p / q) : 0.0;
  const double b = p < 1.0 ? (1.0 - p) * std::log((1.0 - p) / (1.0 - q)) : 0.0;
  return a + b;
}

}  // namespace

double success_evidence(const Candidate& candidate, double library_success, const Weights& weights) {
  const double of_category = expected_rate(candidate.category_success, library_success);
  const double category =
      logit(smoothed_success(candidate.category_success, of_category, weights.category_strength)) -
      logit(of_category);
  const double of_case = expected_rate(candidate.success, library_success);
  const double prior = probability_of(logit(of_case) + category);
  const double lasting =
      logit(smoothed_success(candidate.success, prior, weights.case_strength)) - logit(of_case);
  if (!usable(candidate.latest)) return lasting;

  const double of_late = expected_rate(candidate.latest, library_success);
  const double foretold = probability_of(logit(of_late) + lasting);
  const double rate = std::clamp(candidate.latest.resolved / candidate.latest.tried, 0.0, 1.0);
  const double surprise = candidate.latest.tried * divergence(rate, foretold);
  const double trust = std::exp(-std::max(0.0, surprise - weights.change_evidence));
  const double now = logit(smoothed_success(candidate.latest, of_late, 2.0)) - logit(of_late);
  return trust * lasting + (1.0 - trust) * now;
}

}  // namespace firstfix::resolve
