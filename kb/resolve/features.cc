// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/features.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>

namespace firstfix::resolve {
namespace {

constexpr double kUtmost = 13.8;  // log-odds of one in a million

double logit(double probability) {
  return std::log(probability / (1.0 - probability));
}

bool holds(const Condition& condition, std::string_view value) {
  return std::find(condition.values.begin(), condition.values.end(), value) != condition.values.end();
}

// A score as it should be: finite and not negative.
double sane_score(double score) {
  return std::isfinite(score) && score > 0.0 ? score : 0.0;
}

double share(double value) {
  return value > 0.0 ? std::min(value, 1.0) : 0.0;
}

}  // namespace

double log_odds(const Features& features, const Weights& weights) {
  return weights.bias + weights.text * features.text + weights.neighbours * features.neighbours +
         weights.agreement * features.agreement + weights.contradiction * features.contradiction +
         weights.success * features.success + weights.not_validated * features.not_validated +
         weights.wip * features.wip + weights.archived * features.archived + weights.failed * features.failed;
}

double probability_of(double log_odds) {
  return 1.0 / (1.0 + std::exp(-std::clamp(log_odds, -kUtmost, kUtmost)));
}

ConditionEvidence evidence_of(const Condition& condition, const FactDefinition& fact, double fidelity) {
  const std::size_t domain = fact.values.size();
  if (condition.values.empty() || condition.values.size() >= domain) return {};
  const double u = fact.share_of(condition.values);
  if (u <= 0.0 || u >= 1.0) return {};
  return {.holds = std::log(1.0 + fidelity * (1.0 - u) / u), .fails = std::log(1.0 - fidelity)};
}

Evidence::Evidence(const Situation& situation, std::span<const Candidate> candidates, const Weights& weights)
    : situation_(situation),
      weights_(weights),
      neutral_log_odds_(logit(weights.text_neutral)),
      library_success_(
          smoothed_success(situation.library_success, weights.library_success, weights.library_strength)),
      library_log_odds_(logit(library_success_)) {
  for (const Fact& fact : situation.facts) {
    const FactDefinition* definition = situation.catalogue.find(fact.id);
    const bool choice = definition != nullptr && definition->type == FactType::choice;
    if (choice && !fact.value.empty()) known_.push_back({&fact, definition});
  }
  std::sort(known_.begin(), known_.end(),
            [](const KnownFact& a, const KnownFact& b) { return a.fact->id < b.fact->id; });
  std::vector<double> scores;
  scores.reserve(candidates.size());
  for (const Candidate& candidate : candidates) scores.push_back(sane_score(candidate.text_score));
  // Summed in one order, whatever the order of the candidates: the same set gives the same bits.
  std::sort(scores.begin(), scores.end(), std::greater<>());
  if (scores.empty() || scores.front() == 0.0) return;
  best_score_ = scores.front();
  for (const double score : scores) score_mass_ += std::pow(score / best_score_, weights.text_sharpness);
}

const KnownFact* Evidence::known(std::string_view fact) const {
  const auto it = std::lower_bound(known_.begin(), known_.end(), fact,
                                   [](const KnownFact& k, std::string_view id) { return k.fact->id < id; });
  return it == known_.end() || it->fact->id != fact ? nullptr : &*it;
}

double Evidence::condition(const Condition& condition, const KnownFact& known) const {
  const ConditionEvidence evidence = evidence_of(condition, *known.definition, weights_.condition_fidelity);
  return holds(condition, known.fact->value) ? evidence.holds : evidence.fails;
}

double Evidence::relative_score(const Candidate& candidate) const {
  return best_score_ > 0.0 ? sane_score(candidate.text_score) / best_score_ : 0.0;
}

double Evidence::text_share(const Candidate& candidate) const {
  const double relative = relative_score(candidate);
  if (relative == 0.0) return 0.0;
  const double coverage = share(candidate.text_coverage.value_or(weights_.text_unknown_coverage));
  const double explained = std::min(1.0, coverage / weights_.text_full_coverage);
  return explained * std::pow(relative, weights_.text_sharpness) / score_mass_;
}

double Evidence::text_feature(const Candidate& candidate) const {
  if (!situation_.has_symptom) return 0.0;
  const double range = weights_.text_ceiling - weights_.text_floor;
  return logit(weights_.text_floor + range * text_share(candidate)) - neutral_log_odds_;
}

double Evidence::success_feature(const Candidate& candidate) const {
  const double category =
      smoothed_success(candidate.category_success, library_success_, weights_.category_strength);
  return logit(smoothed_success(candidate.success, category, weights_.case_strength)) -
         logit(library_success_);
}

Features Evidence::features_of(const Candidate& candidate) const {
  assert(candidate.article != nullptr);
  const Case& article = *candidate.article;
  Features features;
  features.text = text_feature(candidate);
  features.neighbours = share(candidate.neighbour_votes);
  for (const Condition& each : article.conditions) {
    const KnownFact* fact = known(each.fact);
    if (fact == nullptr) continue;
    const double evidence = condition(each, *fact);
    (evidence < 0.0 ? features.contradiction : features.agreement) += evidence;
  }
  features.success = success_feature(candidate);
  features.not_validated = article.confidence == Confidence::not_validated ? 1.0 : 0.0;
  features.wip = article.confidence == Confidence::wip ? 1.0 : 0.0;
  features.archived = article.confidence == Confidence::archived ? 1.0 : 0.0;
  features.failed = situation_.failed.contains(article.id) ? 1.0 : 0.0;
  return features;
}

}  // namespace firstfix::resolve
