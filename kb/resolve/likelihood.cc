// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/likelihood.h"

#include <algorithm>
#include <cmath>

namespace firstfix::resolve {
namespace {

struct Observed {
  double value = 0.0;
  double total = 0.0;
};

Observed observed(const FactProfile* profile, std::string_view fact, std::string_view value, Date today) {
  const FactProfile::Counts* counts = profile == nullptr ? nullptr : profile->find(fact);
  if (counts == nullptr || !(counts->total > 0.0)) return {};
  const double weight = profile->weight_of(today);
  return {std::min(counts->of(value), counts->total) / weight, counts->total / weight};
}

}  // namespace

const Condition* condition_on(const Case& article, std::string_view fact) {
  const auto found =
      std::ranges::find_if(article.conditions, [&](const Condition& each) { return each.fact == fact; });
  return found == article.conditions.end() ? nullptr : &*found;
}

double share_of(const FactDefinition& fact, std::string_view value, const Experience& experience,
                const Weights& weights) {
  const std::string id(value);
  const double prior = fact.share_of({&id, 1});
  const Observed seen = observed(experience.everybody, fact.id, value, experience.today);
  return (seen.value + weights.share_strength * prior) / (seen.total + weights.share_strength);
}

namespace {

// P(value | case) over P(value | anybody) by the author's word alone: with probability `fidelity` one of the
// condition's values, else as for anybody.
double authors_ratio(const Condition* condition, const FactDefinition& fact, std::string_view value,
                     const Experience& experience, const Weights& weights) {
  if (condition == nullptr || condition->values.empty() || condition->values.size() >= fact.values.size())
    return 1.0;
  double u = 0.0;
  for (const std::string& each : condition->values) u += share_of(fact, each, experience, weights);
  if (u <= 0.0 || u >= 1.0) return 1.0;
  const bool holds = std::ranges::find(condition->values, value) != condition->values.end();
  return holds ? 1.0 + weights.condition_fidelity * (1.0 - u) / u : 1.0 - weights.condition_fidelity;
}

}  // namespace

double log_ratio(const Case& article, const FactDefinition& fact, std::string_view value,
                 const FactProfile* profile, const Experience& experience, const Weights& weights) {
  const double author = authors_ratio(condition_on(article, fact.id), fact, value, experience, weights);
  const Observed seen = observed(profile, fact.id, value, experience.today);
  const double share = share_of(fact, value, experience, weights);
  if (share <= 0.0) return 0.0;
  const double strength = weights.profile_strength;
  const double ratio = (seen.value / share + strength * author) / (seen.total + strength);
  const double limit = std::log(weights.ratio_limit);
  return std::clamp(std::log(ratio), -limit, limit);
}

}  // namespace firstfix::resolve
