// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/explain.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace firstfix::resolve {
namespace {

constexpr std::size_t kMostReasons = 4;
constexpr double kWorthSaying = 0.05;  // log-odds below which a reason moves nothing anybody would notice
constexpr double kVeryClose = 0.3;     // of the words' share
constexpr double kClose = 0.8;         // of the best score
constexpr double kCountable = 0.5;     // tries that round to one
constexpr double kWorthSayingOfOthers = 0.4;  // of a fact the author did not name
constexpr double kVotesWeigh = 3.0;           // log-odds of all votes for one case: from the floor to sure

std::string rounded(double number) {
  return std::to_string(std::lround(number));
}

const char* closeness(const Evidence& evidence, std::size_t candidate, bool speaks_for) {
  const double relative = evidence.relative_score(candidate);
  if (relative == 0.0) return "why.words.none";
  if (evidence.text_share(candidate) >= kVeryClose) return "why.words.very_close";
  if (speaks_for) return "why.words.close";
  return relative >= kClose ? "why.words.close_as_others" : "why.words.few";
}

Message say_text(const Evidence& evidence, std::size_t candidate, bool speaks_for) {
  return {closeness(evidence, candidate, speaks_for),
          {{"title", evidence.candidates()[candidate].article->title}}};
}

Message say_success(const Candidate& candidate) {
  const bool own = candidate.success.tried >= kCountable;
  const SuccessRecord& record = own ? candidate.success : candidate.category_success;
  if (record.tried < kCountable) return {};
  return {own ? "why.success" : "why.success_of_kind",
          {{"count", rounded(record.tried)}, {"resolved", rounded(record.resolved)}}};
}

// With the author's condition on it, the sentence is about the case; without, about those it helped before.
Message say_fact(const std::string& fact, const std::string& value, bool authors, bool agrees) {
  if (authors && !agrees)
    return {"why.fact.against", {{"fact", FactWords{fact, value, FactWords::As::both}}}};
  return {authors  ? "why.fact.fits"
          : agrees ? "why.fact.helped"
                   : "why.fact.seldom_helped",
          {{"fact", FactWords{fact}}, {"value", FactWords{fact, value, FactWords::As::value}}}};
}

// Gathers reasons and hands out the strongest.
class Reasons {
 public:
  void add(double weight, Message message) {
    if (std::abs(weight) >= kWorthSaying && !message.empty())
      reasons_.push_back({std::move(message), weight});
  }

  std::vector<Why> strongest() {
    if (reasons_.empty()) return {{{"why.nothing"}, 0.0}};
    std::stable_sort(reasons_.begin(), reasons_.end(),
                     [](const Why& a, const Why& b) { return std::abs(a.weight) > std::abs(b.weight); });
    if (reasons_.size() > kMostReasons) reasons_.resize(kMostReasons);
    return std::move(reasons_);
  }

 private:
  std::vector<Why> reasons_;
};

// What the circumstance that settles the fact has foretold of it; zero of another fact.
double foretold(const Evidence& evidence, std::size_t candidate, const FactLikelihood& fact) {
  const UnderCircumstance::Settled* settled = evidence.settled(fact);
  return settled == nullptr ? 0.0 : evidence.weights().circumstance_overlap * settled->usual(candidate);
}

double weight_of(double ratio, const Weights& weights) {
  return ratio * (weights.belief + (ratio >= 0.0 ? weights.agreement : weights.contradiction));
}

// Of a fact that its circumstance settles, the two share what they say; where the share has another sign than
// the fact itself, no sentence about it would be true.
void add_facts(Reasons& reasons, const Evidence& evidence, std::size_t candidate) {
  const Case& article = *evidence.candidates()[candidate].article;
  for (const KnownFact& known : evidence.known()) {
    if (known.value == known.definition->values.size()) continue;
    const double itself = evidence.likelihood(candidate, *known.likelihood).ratio(known.value);
    const double ratio = evidence.ratio(candidate, known) + foretold(evidence, candidate, *known.likelihood);
    const bool authors = condition_on(article, known.fact->id) != nullptr;
    if (!authors && std::abs(ratio) < kWorthSayingOfOthers) continue;
    const bool agrees = ratio >= 0.0;
    if (agrees != (itself >= 0.0)) continue;
    reasons.add(weight_of(ratio, evidence.weights()),
                say_fact(known.fact->id, known.fact->value, authors, agrees));
  }
}

// Only what was seen there, more often or less than elsewhere: what is merely foretold is nobody's
// experience.
void add_circumstances(Reasons& reasons, const Evidence& evidence, std::size_t candidate) {
  for (std::size_t k = 0; k < evidence.circumstances().size(); ++k) {
    const UnderCircumstance& under = evidence.circumstances()[k];
    double ratio = evidence.of_circumstance(candidate, k);
    for (const KnownFact& known : evidence.known()) {
      if (under.settled(*known.likelihood) != nullptr)
        ratio -= foretold(evidence, candidate, *known.likelihood);
    }
    const double seen = log_rate(evidence.record_under(candidate, k), evidence.weights());
    if (std::abs(seen) < kWorthSayingOfOthers || (seen >= 0.0) != (ratio >= 0.0)) continue;
    const Circumstance& circumstance = under.circumstance();
    reasons.add(weight_of(ratio, evidence.weights()),
                say_fact(circumstance.fact, circumstance.value, /*authors=*/false, ratio >= 0.0));
  }
}

// Log-odds that the failure took: its own weight, and what the belief would be had the case not been tried.
double taken_by_failure(const Evidence& evidence, std::size_t candidate) {
  const Weights& weights = evidence.weights();
  const double mass = evidence.mass(candidate);
  const double untried = mass / (1.0 - weights.right_case_resolves);
  const double belief = untried / (evidence.total() - mass - evidence.mass_of_siblings() + untried);
  const Features& features = evidence.features(candidate);
  const double success = success_feature(evidence.record(candidate), belief, weights);
  return weights.failed + weights.belief * (features.belief - belief_feature(belief, weights)) +
         weights.success * (features.success - success);
}

// Log-odds that it has because another of its category failed.
double given_by_siblings(const Evidence& evidence, std::size_t candidate) {
  const Weights& weights = evidence.weights();
  const double given = evidence.mass_of_sibling(candidate);
  const double without = (evidence.mass(candidate) - given) / (evidence.total() - given);
  return weights.belief * (evidence.features(candidate).belief - belief_feature(without, weights));
}

}  // namespace

std::vector<Why> explain(const Evidence& evidence, std::size_t candidate) {
  const Weights& weights = evidence.weights();
  const Features& features = evidence.features(candidate);
  const Candidate& about = evidence.candidates()[candidate];
  Reasons reasons;
  const double text = (weights.belief + weights.text) * features.text;
  if (text != 0.0) reasons.add(text, say_text(evidence, candidate, text > 0.0));
  if (features.neighbours > 0.0) {
    reasons.add((weights.belief * kVotesWeigh + weights.neighbours) * features.neighbours,
                {"why.neighbours", {{"percent", rounded(features.neighbours * 100.0)}}});
  }
  add_facts(reasons, evidence, candidate);
  add_circumstances(reasons, evidence, candidate);
  reasons.add(weights.belief * std::log(std::clamp(about.trend, 1.0, 8.0)), {"why.trend"});
  reasons.add(log_odds(features, weights) - evidence.expected_log_odds(candidate), say_success(about));
  if (features.failed > 0.0) reasons.add(taken_by_failure(evidence, candidate), {"why.failed"});
  if (evidence.mass_of_sibling(candidate) > 0.0)
    reasons.add(given_by_siblings(evidence, candidate), {"why.sibling"});
  reasons.add(weights.not_validated * features.not_validated, {"why.not_validated"});
  reasons.add(weights.wip * features.wip, {"why.wip"});
  reasons.add(weights.archived * features.archived, {"why.archived"});
  if (evidence.is_new(candidate)) reasons.add(weights.new_bonus, {"why.new"});
  return reasons.strongest();
}

}  // namespace firstfix::resolve
