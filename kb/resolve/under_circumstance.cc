// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/under_circumstance.h"

#include <algorithm>
#include <cmath>

#include "kb/resolve/weights.h"

namespace firstfix::resolve {
namespace {

constexpr double kSharesStrength = 10.0;  // contacts that anybody's shares count for among those of one place
constexpr double kRareThere = 0.1;        // share of a value that is as likely a slip as true

double clamped(double log_ratio, const Weights& weights) {
  const double limit = std::log(weights.ratio_limit);
  return std::clamp(log_ratio, -limit, limit);
}

// ln (right + strength * prior) / (expected + strength): the mean of a Gamma posterior of the rate.
double log_posterior(const CircumstanceRecord& record, double log_prior, const Weights& weights) {
  const double strength = weights.circumstance_strength;
  return clamped(std::log((std::max(0.0, record.right) + strength * std::exp(log_prior)) /
                          (std::max(0.0, record.expected) + strength)),
                 weights);
}

}  // namespace

UnderCircumstance::Settled::Settled(const Circumstance& circumstance, const FactLikelihood& fact, Date today,
                                    std::span<const Candidate> candidates)
    : likelihood_(&fact) {
  const FactProfile::Counts seen = circumstance.there->find(FactProfile::Key(fact.fact().id));
  const double weight = circumstance.there->weight_of(today);
  const double total = std::max(0.0, seen.total) / weight;
  surely_ = total / (total + kSharesStrength);
  double all = 0.0;
  for (std::size_t value = 0; value < fact.fact().values.size(); ++value) {
    const double of_value = seen.of(fact.fact().values[value].id) / weight;
    shares_.push_back((std::min(of_value, total) + kSharesStrength * fact.share(value)) /
                      (total + kSharesStrength));
    all += shares_.back();
  }
  usual_.reserve(candidates.size());
  for (const Candidate& candidate : candidates) {
    const FactLikelihood::Of of = fact.of(*candidate.article, candidate.profile.get());
    double sum = 0.0;
    for (std::size_t value = 0; of.tells() && value < shares_.size(); ++value)
      sum += shares_[value] * std::exp(of.ratio(value));
    usual_.push_back(sum > 0.0 && all > 0.0 ? std::log(sum / all) : 0.0);
  }
}

double UnderCircumstance::Settled::left_of(double ratio, std::size_t candidate, std::size_t value,
                                           bool sure) const {
  const double slip = sure ? 0.0 : surely_ * kRareThere / (shares_[value] + kRareThere);
  return (1.0 - slip) * (ratio - usual_[candidate]);
}

UnderCircumstance::UnderCircumstance(const Circumstance& circumstance,
                                     const std::vector<const FactLikelihood*>& settled,
                                     const Situation& situation, std::span<const Candidate> candidates)
    : circumstance_(&circumstance) {
  if (circumstance.there == nullptr) return;
  for (const FactLikelihood* fact : settled)
    settled_.emplace_back(circumstance, *fact, situation.experience.today, candidates);
}

const UnderCircumstance::Settled* UnderCircumstance::settled(const FactLikelihood& fact) const {
  const auto found =
      std::ranges::find(settled_, &fact, [](const Settled& each) { return &each.likelihood(); });
  return found == settled_.end() ? nullptr : &*found;
}

double UnderCircumstance::ratio(std::size_t candidate, const CircumstanceRecord& record,
                                const Weights& weights) const {
  double foretold = 0.0;
  for (const Settled& each : settled_) foretold += weights.circumstance_overlap * each.usual(candidate);
  return log_posterior(record, clamped(foretold, weights), weights);
}

double log_rate(const CircumstanceRecord& record, const Weights& weights) {
  return log_posterior(record, 0.0, weights);
}

}  // namespace firstfix::resolve
