// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/simulation/oracle.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace firstfix::service {
namespace {

constexpr double kNegligible = 1e-4;  // of the posterior
constexpr double kNothingGained = 1e-9;

// One call as the oracle thinks about it: weights of the causes, unnormalised.
class Oracle {
 public:
  // `known`: of each fact the value, kNone: not known.
  Oracle(const Truth& truth, const Call& call, const std::vector<std::size_t>& known,
         const std::set<std::string>& failed)
      : truth_(truth), call_(call), known_(known) {
    const std::vector<double> joint = truth.joint(call.day);
    const std::size_t places = truth.world().places.size();
    std::vector<double> weights;
    for (std::size_t z = 0; z < truth.causes(); ++z) {
      double weight = joint[z * places + call.place] * truth.device_share(z, call.device) *
                      truth.phrase_share(z, call.phrase);
      for (std::size_t f = 0; f < known.size() && weight > 0.0; ++f) {
        if (known[f] != kNone) weight *= truth.heard(f, known[f], call, z);
      }
      for (const std::string& tried : failed) weight *= 1.0 - truth.resolves(z, tried, call.day);
      weights.push_back(weight);
    }
    keep_likely(weights);
    tabulate(failed);
  }

  const std::vector<double>& prior() const { return prior_; }
  const std::vector<std::size_t>& open() const { return open_; }

  // The best case's probability times the sum of the weights.
  double value(const std::vector<double>& weights) const {
    double best = 0.0;
    for (const std::vector<double>& cure : cures_)
      best = std::max(best, std::inner_product(weights.begin(), weights.end(), cure.begin(), 0.0));
    return best;
  }
  std::size_t best_case(const std::vector<double>& weights) const {
    std::size_t best = 0;
    double most = -1.0;
    for (std::size_t c = 0; c < cures_.size(); ++c) {
      const double p = std::inner_product(weights.begin(), weights.end(), cures_[c].begin(), 0.0);
      if (p > most) {
        most = p;
        best = c;
      }
    }
    return best;
  }

  std::vector<double> after(const std::vector<double>& weights, std::size_t fact, std::size_t value) const {
    std::vector<double> moved = weights;
    for (std::size_t z = 0; z < moved.size(); ++z) moved[z] *= heard_[fact][value][z];
    return moved;
  }

  // Expected value of asking `fact` and then, `ahead` more times, what is best.
  double expected(const std::vector<double>& weights, std::size_t fact, int ahead) const {
    const double known = truth_.facts()[fact].answered;
    double sum = (1.0 - known) * value(weights);
    for (std::size_t v = 0; v < heard_[fact].size(); ++v) {
      const std::vector<double> moved = after(weights, fact, v);
      double best = value(moved);
      if (ahead > 0) {
        for (const std::size_t other : open_) {
          if (other != fact) best = std::max(best, expected(moved, other, ahead - 1));
        }
      }
      sum += known * best;
    }
    return sum;
  }

  // Probability that the case resolves, by what is known before any question.
  double worth(const std::string& case_id) const {
    double worth = 0.0;
    for (std::size_t z = 0; z < causes_.size(); ++z)
      worth += prior_[z] * truth_.resolves(causes_[z], case_id, call_.day);
    return worth;
  }

  void close(std::size_t fact) { std::erase(open_, fact); }
  const std::string& id(std::size_t index) const { return ids_[index]; }

 private:
  void keep_likely(const std::vector<double>& weights) {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (std::size_t z = 0; z < weights.size(); ++z) {
      if (sum <= 0.0 || weights[z] < kNegligible * sum) continue;
      causes_.push_back(z);
      prior_.push_back(weights[z] / sum);
    }
  }

  void tabulate(const std::set<std::string>& failed) {
    for (const std::string& cure : truth_.cures()) {
      if (failed.contains(cure)) continue;
      std::vector<double> resolves;
      for (const std::size_t z : causes_) resolves.push_back(truth_.resolves(z, cure, call_.day));
      const double least = truth_.world().cured_otherwise;
      if (std::ranges::all_of(resolves, [&](double p) { return p <= least; }) && !ids_.empty()) continue;
      ids_.push_back(cure);
      cures_.push_back(std::move(resolves));
    }
    heard_.resize(truth_.facts().size());
    for (std::size_t f = 0; f < truth_.facts().size(); ++f) {
      const WorldFact& fact = truth_.facts()[f];
      if (known_[f] != kNone || fact.answered <= 0.0) continue;
      bool tells = false;
      for (std::size_t v = 0; v < fact.definition->values.size(); ++v) {
        std::vector<double> likelihoods;
        for (const std::size_t z : causes_) likelihoods.push_back(truth_.heard(f, v, call_, z));
        const auto [low, high] = std::ranges::minmax(likelihoods);
        tells = tells || high - low > kNothingGained;
        heard_[f].push_back(std::move(likelihoods));
      }
      if (tells) open_.push_back(f);
    }
  }

  const Truth& truth_;
  const Call& call_;
  const std::vector<std::size_t>& known_;
  std::vector<std::size_t> causes_;
  std::vector<double> prior_;
  std::vector<std::string> ids_;
  std::vector<std::vector<double>> cures_;               // case, cause -> P(resolved)
  std::vector<std::vector<std::vector<double>>> heard_;  // fact, value, cause
  std::vector<std::size_t> open_;                        // facts worth asking
};

}  // namespace

OracleChoice ask_oracle(const Truth& truth, const Call& call, const std::set<std::string>& failed,
                        int questions) {
  Oracle oracle(truth, call, call.told, failed);
  std::vector<double> weights = oracle.prior();
  OracleChoice choice;
  if (weights.empty()) return choice;
  while (choice.questions < questions) {
    const int ahead = std::min(1, questions - choice.questions - 1);
    double best = oracle.value(weights) + kNothingGained;
    std::size_t asked = kNone;
    for (const std::size_t fact : oracle.open()) {
      const double expected = oracle.expected(weights, fact, ahead);
      if (expected <= best) continue;
      best = expected;
      asked = fact;
    }
    if (asked == kNone) break;
    ++choice.questions;
    oracle.close(asked);
    if (call.answers[asked] == kNone) continue;
    weights = oracle.after(weights, asked, call.answers[asked]);
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (double& weight : weights) weight /= sum;
  }
  const std::size_t best = oracle.best_case(weights);
  choice.case_id = oracle.id(best);
  choice.probability = oracle.value(weights);
  return choice;
}

Worth worth_of(const Truth& truth, const Call& call, const std::vector<std::size_t>& known,
               const std::string& offered) {
  const Oracle oracle(truth, call, known, {});
  return {oracle.worth(offered), oracle.value(oracle.prior())};
}

}  // namespace firstfix::service
