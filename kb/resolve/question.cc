// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <string_view>

#include "kb/resolve/features.h"
#include "kb/resolve/rank.h"
#include "kb/resolve/weights.h"

namespace firstfix::resolve {
namespace {

// One candidate as questions see it.
struct Prospect {
  const Case* article = nullptr;
  double log_odds = 0.0;
  double probability = 0.0;
  bool offerable = true;  // may stand first
};

// A candidate that the answer would move, and what it expects.
struct Affected {
  const Prospect* prospect = nullptr;
  const Condition* condition = nullptr;
};

// What an answer does to one candidate: there are only two cases, whatever the number of answers.
struct Stake {
  const Condition* condition = nullptr;
  double if_expected = 0.0;  // its probability then, as far as it may stand first
  double otherwise = 0.0;
  double belief = 0.0;  // that its condition decides the answer
  double usual = 1.0;   // share of its values among all contacts

  bool expects(std::string_view value) const {
    return std::find(condition->values.begin(), condition->values.end(), value) != condition->values.end();
  }
};

std::vector<Prospect> prospects_of(const Situation& situation, std::span<const Candidate> candidates,
                                   const Weights& weights) {
  const Evidence evidence(situation, candidates, weights);
  std::vector<Prospect> prospects;
  prospects.reserve(candidates.size());
  bool any_untried = false;
  for (const Candidate& candidate : candidates) {
    const Features features = evidence.features_of(candidate);
    const double odds = log_odds(features, weights);
    const bool untried = features.failed == 0.0;
    any_untried = any_untried || untried;
    prospects.push_back({candidate.article.get(), odds, probability_of(odds), untried});
  }
  for (Prospect& prospect : prospects) prospect.offerable = prospect.offerable || !any_untried;
  std::sort(prospects.begin(), prospects.end(), [](const Prospect& a, const Prospect& b) {
    return a.log_odds != b.log_odds ? a.log_odds > b.log_odds : a.article->id < b.article->id;
  });
  return prospects;
}

// What answers are worth for one ranking.
class Prospects {
 public:
  Prospects(std::vector<Prospect> best_first, const Weights& weights)
      : best_first_(std::move(best_first)), weights_(weights) {
    double total = 0.0;
    for (const Prospect& prospect : best_first_) total += prospect.probability;
    belief_scale_ = 1.0 / std::max(1.0, total);
    best_ = best_except({});
    gather_conditions();
  }
  Prospects(const Prospects&) = delete;  // by_fact_ points into best_first_
  Prospects& operator=(const Prospects&) = delete;

  // Facts that the best candidates ask for or depend on, each once, ordered by id.
  std::set<std::string_view> facts() const {
    const auto depth = static_cast<std::size_t>(std::max(0, weights_.question_depth));
    std::set<std::string_view> ids;
    for (const Prospect& prospect : std::span(best_first_).first(std::min(depth, best_first_.size()))) {
      ids.insert(prospect.article->asks.begin(), prospect.article->asks.end());
      for (const Condition& condition : prospect.article->conditions) ids.insert(condition.fact);
    }
    return ids;
  }

  // Expected rise of the best probability when the fact becomes known.
  double gain(const FactDefinition& fact) const {
    const std::span<const Affected> affected = affected_by(fact.id);
    if (affected.empty()) return 0.0;
    const double others = best_except(affected);
    const std::vector<Stake> stakes = stakes_of(affected, fact);
    double expected = 0.0;
    for (const FactValue& value : fact.values) expected += answer(value, fact, stakes, others);
    return expected - best_;
  }

 private:
  // All conditions of all prospects, together by fact, each fact's best first.
  void gather_conditions() {
    for (const Prospect& prospect : best_first_) {
      for (const Condition& condition : prospect.article->conditions) {
        if (!condition.values.empty()) by_fact_.push_back({&prospect, &condition});
      }
    }
    std::stable_sort(by_fact_.begin(), by_fact_.end(), [](const Affected& x, const Affected& y) {
      return x.condition->fact < y.condition->fact;
    });
  }

  std::span<const Affected> affected_by(std::string_view fact) const {
    const auto before = [](const Affected& each, std::string_view id) { return each.condition->fact < id; };
    const auto first = std::lower_bound(by_fact_.begin(), by_fact_.end(), fact, before);
    const auto last =
        std::find_if(first, by_fact_.end(), [&](const Affected& x) { return x.condition->fact != fact; });
    return {first, last};
  }

  // The best probability among those the answer leaves alone.
  double best_except(std::span<const Affected> affected) const {
    auto next = affected.begin();  // both run best first
    for (const Prospect& prospect : best_first_) {
      const auto rest =
          std::find_if(next, affected.end(), [&](const Affected& x) { return x.prospect != &prospect; });
      if (rest == next && prospect.offerable) return prospect.probability;
      next = rest;
    }
    return 0.0;
  }

  std::vector<Stake> stakes_of(std::span<const Affected> affected, const FactDefinition& fact) const {
    std::vector<Stake> stakes;
    stakes.reserve(affected.size());
    for (const auto& [prospect, condition] : affected) {
      const ConditionEvidence evidence = evidence_of(*condition, fact, weights_.condition_fidelity);
      Stake stake{.condition = condition,
                  .belief = prospect->probability * belief_scale_ * weights_.condition_fidelity,
                  .usual = fact.share_of(condition->values)};
      if (prospect->offerable) {
        stake.if_expected = probability_of(prospect->log_odds + weights_.agreement * evidence.holds);
        stake.otherwise = probability_of(prospect->log_odds + weights_.contradiction * evidence.fails);
      }
      stakes.push_back(stake);
    }
    return stakes;
  }

  // P(value) * the best probability then. P(value): what each candidate expects, weighted by the belief in
  // it; who expects nothing, and the belief in none of them, as among all contacts.
  double answer(const FactValue& value, const FactDefinition& fact, std::span<const Stake> stakes,
                double others) const {
    const double usual = fact.share_of({&value.id, 1});
    double chance = usual;
    double best = others;
    for (const Stake& stake : stakes) {
      const bool expected = stake.expects(value.id);
      const double share = expected ? usual / stake.usual : 0.0;
      chance += stake.belief * (share - usual);
      best = std::max(best, expected ? stake.if_expected : stake.otherwise);
    }
    return chance * best;
  }

  std::vector<Prospect> best_first_;
  std::vector<Affected> by_fact_;
  const Weights& weights_;
  double belief_scale_ = 1.0;
  double best_ = 0.0;
};

bool can_be_asked(const FactDefinition& fact, const Situation& situation) {
  return fact.askable() && fact.type == FactType::choice && fact.values.size() > 1 &&
         situation.facts.value(fact.id).empty();
}

}  // namespace

std::optional<Question> next_question(const Situation& situation, std::span<const Candidate> candidates,
                                      const Weights& weights, const std::set<std::string>& already_asked) {
  const Prospects prospects(prospects_of(situation, candidates, weights), weights);
  const FactDefinition* best = nullptr;
  double best_gain = weights.question_min_gain;
  for (const std::string_view id : prospects.facts()) {
    const FactDefinition* fact = situation.catalogue.find(id);
    if (fact == nullptr || !can_be_asked(*fact, situation) || already_asked.contains(fact->id)) continue;
    const double gain = prospects.gain(*fact) - fact->cost;
    if (gain <= best_gain) continue;
    best = fact;
    best_gain = gain;
  }
  if (best == nullptr) return std::nullopt;
  return Question{best->id, best->question, best->values, best_gain};
}

}  // namespace firstfix::resolve
