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
  if (profile == nullptr) return {};
  const FactProfile::Counts counts = profile->find(FactProfile::Key(fact));
  if (!(counts.total > 0.0)) return {};
  const double weight = profile->weight_of(today);
  return {std::min(counts.of(value), counts.total) / weight, counts.total / weight};
}

double share_of(const FactDefinition& fact, std::string_view value, const Observed& seen,
                const Weights& weights) {
  const std::string id(value);
  const double prior = fact.share_of({&id, 1});
  return (seen.value + weights.share_strength * prior) / (seen.total + weights.share_strength);
}

}  // namespace

const Condition* condition_on(const Case& article, std::string_view fact) {
  const auto found =
      std::ranges::find_if(article.conditions, [&](const Condition& each) { return each.fact == fact; });
  return found == article.conditions.end() ? nullptr : &*found;
}

double share_of(const FactDefinition& fact, std::string_view value, const Experience& experience,
                const Weights& weights) {
  return share_of(fact, value, observed(experience.everybody, fact.id, value, experience.today), weights);
}

FactLikelihood::FactLikelihood(const FactDefinition& fact, const Experience& experience,
                               const Weights& weights)
    : fact_(&fact), key_(fact.id), today_(experience.today), weights_(&weights) {
  shares_.reserve(fact.values.size());
  value_keys_.reserve(fact.values.size());
  for (const FactValue& value : fact.values) {
    const Observed seen = observed(experience.everybody, fact.id, value.id, experience.today);
    shares_.push_back(share_of(fact, value.id, seen, weights));
    contacts_with_.push_back(seen.value);
    value_keys_.emplace_back(value.id);
  }
  contacts_ = observed(experience.everybody, fact.id, "", experience.today).total;
}

FactLikelihood::Of FactLikelihood::of(const Case& article, const FactProfile* profile) const {
  Of of;
  of.fact_ = this;
  read_condition(article, of);
  if (profile == nullptr) return of;
  of.seen_ = profile->find(key_);
  if (of.seen_.total > 0.0) of.seen_weight_ = profile->weight_of(today_);
  return of;
}

double FactLikelihood::shares(const std::vector<std::string>& values) const {
  double sum = 0.0;
  for (const std::string& each : values) {
    for (std::size_t value = 0; value < shares_.size(); ++value) {
      if (fact_->values[value].id == each) sum += shares_[value];
    }
  }
  return sum;
}

// P(value | case) over P(value | anybody) by the author's word alone: with probability `fidelity` one of the
// condition's values, else as for anybody.
void FactLikelihood::read_condition(const Case& article, Of& of) const {
  const Condition* condition = condition_on(article, fact_->id);
  if (condition == nullptr || condition->values.empty() || condition->values.size() >= fact_->values.size())
    return;
  const double u = shares(condition->values);
  if (u <= 0.0 || u >= 1.0) return;
  of.condition_ = condition;
  of.holds_ = 1.0 + weights_->condition_fidelity * (1.0 - u) / u;
  of.fails_ = 1.0 - weights_->condition_fidelity;
}

double FactLikelihood::Of::ratio(std::size_t value) const {
  const double share = fact_->shares_[value];
  if (!tells() || share <= 0.0) return 0.0;
  double author = 1.0;
  if (condition_ != nullptr) {
    const std::string& id = fact_->fact_->values[value].id;
    author = std::ranges::find(condition_->values, id) != condition_->values.end() ? holds_ : fails_;
  }
  double seen_value = 0.0;
  double seen_total = 0.0;
  if (seen_.total > 0.0) {
    seen_value = std::min(seen_.of(fact_->value_keys_[value]), seen_.total) / seen_weight_;
    seen_total = seen_.total / seen_weight_;
  }
  const Weights& weights = *fact_->weights_;
  const double strength = weights.profile_strength;
  const double ratio = (seen_value / share + strength * author) / (seen_total + strength);
  return std::log(std::clamp(ratio, 1.0 / weights.ratio_limit, weights.ratio_limit));
}

double log_ratio(const Case& article, const FactDefinition& fact, std::string_view value,
                 const FactProfile* profile, const Experience& experience, const Weights& weights) {
  const auto place = std::ranges::find(fact.values, value, &FactValue::id);
  if (place == fact.values.end()) return 0.0;
  return FactLikelihood(fact, experience, weights)
      .of(article, profile)
      .ratio(static_cast<std::size_t>(place - fact.values.begin()));
}

}  // namespace firstfix::resolve
