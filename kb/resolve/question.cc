// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/question.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "kb/resolve/features.h"
#include "kb/resolve/rank.h"
#include "kb/resolve/standing.h"
#include "kb/resolve/weights.h"

namespace firstfix::resolve {
namespace {

constexpr double kKnownWell = 20.0;  // contacts from which a profile knows a fact
constexpr double kRounding = 1e-9;   // of log-odds

// A straight line that belief_feature stays under, which most candidates cannot get far enough by: a
// logarithm for each of them and each answer is most of what a question costs. Log-odds are steepest at the
// ends.
class BeliefCeiling {
 public:
  explicit BeliefCeiling(const Weights& weights) : at_none_(belief_feature(0.0, weights) + kRounding) {
    const double wrong = weights.wrong_case_resolves;
    const double right = weights.right_case_resolves;
    slope_ = std::max(0.0, (right - wrong) / std::min(wrong * (1.0 - wrong), right * (1.0 - right)));
  }
  double over(double belief) const { return at_none_ + slope_ * belief; }

 private:
  double at_none_;
  double slope_ = 0.0;
};

// What answers are worth for one ranking.
class Prospects {
 public:
  Prospects(const Evidence& evidence, const std::vector<Standing>& order)
      : evidence_(evidence), weights_(evidence.weights()), order_(order), ceiling_(weights_) {
    bool any_untried = false;
    for (const Standing& each : order) any_untried = any_untried || untried(each);
    for (const Standing& each : order) {
      if (any_untried && !untried(each)) continue;  // may not stand first
      offerable_.push_back(each.candidate);
      const Features& features = evidence.features(each.candidate);
      rest_.push_back(log_odds(features, weights_) - weights_.belief * features.belief -
                      weights_.success * features.success);
      records_.push_back(evidence.record(each.candidate));
    }
    for (std::size_t i = 0; i < evidence.candidates().size(); ++i) before_.push_back(evidence.mass(i));
    best_ = best_after(before_, evidence_.total());
    for (const double mass : before_) logs_.push_back(log_of(mass));
    mass_logs_ = evidence.outside() * log_of(evidence.outside());
    // In the order of the ranking, which is the same for the same set: so are the bits of the sum.
    for (const Standing& each : order) mass_logs_ += before_[each.candidate] * logs_[each.candidate];
  }

  // Facts that the best candidates ask for or depend on, each once, ordered by id.
  std::set<std::string_view> facts() const {
    const auto depth = static_cast<std::size_t>(std::max(0, weights_.question_depth));
    const auto best = std::span(order_).first(std::min(depth, order_.size()));
    std::set<std::string_view> ids;
    for (const Standing& each : best) {
      const Case& article = *evidence_.candidates()[each.candidate].article;
      ids.insert(article.asks.begin(), article.asks.end());
      for (const Condition& condition : article.conditions) ids.insert(condition.fact);
    }
    add_known_well(best, ids);
    return ids;
  }

  // Expected rise of the best probability when the fact becomes known, and of what is known about the right
  // case. Bayes' rule once for each value: the masses after it, and their sum, which is how likely the value
  // is.
  double gain(const FactDefinition& fact) {
    const FactLikelihood& likelihood = evidence_.of_fact(fact);
    told_.clear();
    for (const Standing& each : order_) {
      const auto of = evidence_.likelihood(each.candidate, likelihood);
      if (of.tells()) told_.emplace_back(each.candidate, of);
    }
    if (told_.empty()) return 0.0;
    const UnderCircumstance::Settled* settled = evidence_.settled(likelihood);
    double expected = 0.0;
    double certain = 0.0;
    double certainty = 0.0;  // mean of sum b ln b over the beliefs b after the answer
    for (std::size_t value = 0; value < fact.values.size(); ++value) {
      masses_ = before_;
      double total = evidence_.total();
      double mass_logs = mass_logs_;
      // In the order of the ranking.
      for (const auto& [candidate, of] : told_) {
        double ratio = of.ratio(value);
        if (settled != nullptr) ratio = settled->left_of(ratio, candidate, value, /*sure=*/true);
        masses_[candidate] *= std::exp(ratio);
        mass_logs += masses_[candidate] * (logs_[candidate] + ratio) - before_[candidate] * logs_[candidate];
        total += masses_[candidate] - before_[candidate];
      }
      const double share = settled == nullptr ? likelihood.share(value) : settled->share(value);
      const double chance = share * total / evidence_.total();
      certain += chance;
      certainty += chance * (mass_logs / total - std::log(total));
      expected += chance * best_after(masses_, total);
    }
    if (certain <= 0.0) return 0.0;
    const double before = mass_logs_ / evidence_.total() - std::log(evidence_.total());
    const double nats = certainty / certain - before;
    return expected / certain - best_ + weights_.question_nat * nats;
  }

 private:
  static double log_of(double mass) { return mass > 0.0 ? std::log(mass) : 0.0; }

  // What enough of the callers whom one of the cases helped have told.
  void add_known_well(std::span<const Standing> best, std::set<std::string_view>& ids) const {
    const Situation& situation = evidence_.situation();
    std::vector<std::pair<const FactProfile*, double>> enough;
    for (const Standing& each : best) {
      const FactProfile* profile = evidence_.candidates()[each.candidate].profile.get();
      if (profile != nullptr)
        enough.emplace_back(profile, kKnownWell * profile->weight_of(situation.experience.today));
    }
    for (const FactDefinition& fact : situation.catalogue.all()) {
      if (!fact.askable()) continue;
      const FactProfile::Key key(fact.id);
      if (std::ranges::any_of(enough, [&](const auto& of) { return of.first->find(key).total >= of.second; }))
        ids.insert(fact.id);
    }
  }
  bool untried(const Standing& each) const { return evidence_.features(each.candidate).failed == 0.0; }

  double best_after(const std::vector<double>& masses, double total) const {
    double best = -1e9;
    for (std::size_t k = 0; k < offerable_.size(); ++k) {
      const double belief = masses[offerable_[k]] / total;
      const double at_most = rest_[k] + weights_.success * success_feature(records_[k], 1.0, weights_) +
                             weights_.belief * ceiling_.over(belief);
      if (weights_.belief >= 0.0 && weights_.success >= 0.0 && at_most < best) continue;
      best = std::max(best, rest_[k] + weights_.belief * belief_feature(belief, weights_) +
                                weights_.success * success_feature(records_[k], belief, weights_));
    }
    return offerable_.empty() ? 0.0 : probability_of(best);
  }

  const Evidence& evidence_;
  const Weights& weights_;
  const std::vector<Standing>& order_;
  const BeliefCeiling ceiling_;
  std::vector<std::size_t> offerable_;
  std::vector<double> rest_;  // log-odds of each of them but for the belief and the record
  std::vector<double> records_;
  std::vector<double> before_;  // masses by candidate, nothing more being known
  double best_ = 0.0;
  std::vector<double> logs_;    // of the same
  double mass_logs_ = 0.0;      // sum m ln m over them and "none of these"
  std::vector<double> masses_;  // the same after an answer
  std::vector<std::pair<std::size_t, FactLikelihood::Of>> told_;
};

bool can_be_asked(const FactDefinition& fact, const Situation& situation,
                  const std::set<std::string>& already_asked) {
  return fact.askable() && fact.type == FactType::choice && fact.values.size() > 1 &&
         situation.facts.value(fact.id).empty() && !already_asked.contains(fact.id);
}

// The gain that a question must promise. What contacts have taught of an answer is surer than its author's
// word.
double least_gain(const FactLikelihood& fact, const Weights& weights) {
  const double enough = weights.question_min_gain_contacts;
  return weights.question_min_gain * enough / (enough + fact.contacts());
}

double cost_of(const FactLikelihood& fact, const Weights& weights) {
  const double taught = fact.contacts() / (fact.contacts() + weights.question_min_gain_contacts);
  return fact.fact().cost *
         (weights.question_cost + taught * (weights.question_cost_taught - weights.question_cost));
}

const FactDefinition* mandatory(const Case& article, const Situation& situation,
                                const std::set<std::string>& already_asked) {
  for (const std::string& id : article.must_ask) {
    const FactDefinition* fact = situation.catalogue.find(id);
    if (fact != nullptr && can_be_asked(*fact, situation, already_asked)) return fact;
  }
  return nullptr;
}

}  // namespace

std::optional<Question> question_on(const Evidence& evidence, const std::vector<Standing>& order,
                                    const std::set<std::string>& already_asked) {
  const Situation& situation = evidence.situation();
  const Weights& weights = evidence.weights();
  if (order.empty() || situation.questions_asked >= weights.most_questions) return std::nullopt;
  const Standing& first = order.front();
  const Case& leading = *evidence.candidates()[first.candidate].article;
  if (const FactDefinition* fact = mandatory(leading, situation, already_asked))
    return Question{fact->id, fact->question, fact->values, 0.0};
  if (first.decided) return std::nullopt;

  Prospects prospects(evidence, order);
  const FactDefinition* best = nullptr;
  // Too little is known: a question costs nothing against sending the caller on to an expert.
  const bool unsure = !situation.failed.empty() || probability_of(log_odds(evidence.features(first.candidate),
                                                                           weights)) < weights.confident_at;
  double best_gain = 0.0;
  for (const std::string_view id : prospects.facts()) {
    const FactDefinition* fact = situation.catalogue.find(id);
    if (fact == nullptr || !can_be_asked(*fact, situation, already_asked)) continue;
    const FactLikelihood& likelihood = evidence.of_fact(*fact);
    const double gain = prospects.gain(*fact) - (unsure ? 0.0 : cost_of(likelihood, weights));
    const double least = unsure ? weights.question_unsure_min_gain : least_gain(likelihood, weights);
    if (gain <= least || gain <= best_gain) continue;
    best = fact;
    best_gain = gain;
  }
  if (best == nullptr) return std::nullopt;
  return Question{best->id, best->question, best->values, best_gain};
}

}  // namespace firstfix::resolve
