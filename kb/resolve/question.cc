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
  }

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
    const std::vector<Affected> affected = affected_by(fact.id);
    if (affected.empty()) return 0.0;
    const double others = best_except(affected);
    double expected = 0.0;
    for (const FactValue& value : fact.values) {
      double best = others;
      for (const Affected& each : affected) best = std::max(best, given(each, value.id, fact));
      expected += chance(value.id, fact, affected) * best;
    }
    return expected - best_;
  }

 private:
  std::vector<Affected> affected_by(std::string_view fact) const {
    std::vector<Affected> affected;
    for (const Prospect& prospect : best_first_) {
      for (const Condition& condition : prospect.article->conditions) {
        if (condition.fact != fact || condition.values.empty()) continue;
        affected.push_back({&prospect, &condition});
        break;
      }
    }
    return affected;
  }

  double best_except(std::span<const Affected> affected) const {
    std::size_t next = 0;  // both run best first
    for (const Prospect& prospect : best_first_) {
      if (next < affected.size() && affected[next].prospect == &prospect) {
        ++next;
      } else if (prospect.offerable) {
        return prospect.probability;
      }
    }
    return 0.0;
  }

  // P(value): what each candidate expects, weighted by belief in it; who expects nothing, and the belief in
  // none of them, spread evenly.
  double chance(std::string_view value, const FactDefinition& fact,
                std::span<const Affected> affected) const {
    const double even = 1.0 / static_cast<double>(fact.values.size());
    double expected = even;
    for (const Affected& each : affected) {
      const double belief = each.prospect->probability * belief_scale_ * weights_.condition_fidelity;
      const double within =
          each.expects(value) ? 1.0 / static_cast<double>(each.condition->values.size()) : 0.0;
      expected += belief * (within - even);
    }
    return expected;
  }

  double given(const Affected& each, std::string_view value, const FactDefinition& fact) const {
    if (!each.prospect->offerable) return 0.0;
    const double ratio = condition_evidence(*each.condition, value, fact, weights_.condition_fidelity);
    const double weight = ratio < 0.0 ? weights_.contradiction : weights_.agreement;
    return probability_of(each.prospect->log_odds + weight * ratio);
  }

  std::vector<Prospect> best_first_;
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
