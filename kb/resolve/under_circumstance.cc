// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/under_circumstance.h"

#include <algorithm>
#include <cmath>

#include "kb/resolve/weights.h"

namespace firstfix::resolve {
namespace {

constexpr double kSharesStrength = 10.0;  // contacts that anybody's shares count for among those of one place

constexpr double kRareThere = 0.1;  // share of a value that is as likely a mistake as true

// Of each value among those who called so far, as of today.
UnderCircumstance::Settled settled_by(const FactProfile& there, const FactLikelihood& fact, Date today) {
  const FactProfile::Counts* seen = there.find(FactProfile::Key(fact.fact().id));
  const double weight = there.weight_of(today);
  const double total = seen == nullptr ? 0.0 : std::max(0.0, seen->total) / weight;
  UnderCircumstance::Settled settled;
  settled.likelihood = &fact;
  settled.surely = total / (total + kSharesStrength);
  for (std::size_t value = 0; value < fact.fact().values.size(); ++value) {
    const double of_value = seen == nullptr ? 0.0 : seen->of(fact.fact().values[value].id) / weight;
    settled.shares.push_back((std::min(of_value, total) + kSharesStrength * fact.share(value)) /
                             (total + kSharesStrength));
  }
  return settled;
}

double usual_for(const Candidate& candidate, const UnderCircumstance::Settled& settled) {
  const FactLikelihood::Of of = settled.likelihood->of(*candidate.article, candidate.profile.get());
  if (!of.tells()) return 0.0;
  double sum = 0.0;
  double all = 0.0;
  for (std::size_t value = 0; value < settled.shares.size(); ++value) {
    sum += settled.shares[value] * std::exp(of.ratio(value));
    all += settled.shares[value];
  }
  return sum > 0.0 && all > 0.0 ? std::log(sum / all) : 0.0;
}

}  // namespace

UnderCircumstance::UnderCircumstance(const Circumstance& circumstance,
                                     std::vector<const FactLikelihood*> settled, const Situation& situation,
                                     std::span<const Candidate> candidates)
    : circumstance_(&circumstance) {
  if (circumstance.there == nullptr) return;
  for (const FactLikelihood* fact : settled) {
    Settled& each = settled_.emplace_back(settled_by(*circumstance.there, *fact, situation.experience.today));
    each.known = !situation.facts.value(fact->fact().id).empty();
    each.usual.reserve(candidates.size());
    for (const Candidate& candidate : candidates) each.usual.push_back(usual_for(candidate, each));
  }
}

const UnderCircumstance::Settled* UnderCircumstance::find(const FactLikelihood& fact) const {
  const auto found = std::ranges::find(settled_, &fact, &Settled::likelihood);
  return found == settled_.end() ? nullptr : &*found;
}

double UnderCircumstance::own(std::size_t candidate, const CircumstanceRecord& record,
                              const Weights& weights) const {
  double prior = 0.0;
  double untold = 0.0;
  for (const Settled& each : settled_) {
    const double part = weights.circumstance_overlap * each.usual[candidate];
    prior += part;
    if (!each.known) untold += part;
  }
  const double limit = std::log(weights.ratio_limit);
  prior = std::clamp(prior, -limit, limit);
  const double strength = weights.circumstance_strength;
  const double rate = (std::max(0.0, record.right) + strength * std::exp(prior)) /
                      (std::max(0.0, record.expected) + strength);
  return std::clamp(std::log(rate), -limit, limit) - prior + untold;
}

double UnderCircumstance::left_of(double ratio, std::size_t candidate, const FactLikelihood& fact,
                                  std::size_t value, const Weights& weights) const {
  const Settled* settled = find(fact);
  if (settled == nullptr || value >= settled->shares.size()) return ratio;
  const double foretold = settled->usual[candidate];
  const double rare = kRareThere / (settled->shares[value] + kRareThere);
  return weights.circumstance_overlap * foretold + (1.0 - settled->surely * rare) * (ratio - foretold);
}

}  // namespace firstfix::resolve
