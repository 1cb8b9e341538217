// SPDX-License-Identifier: GPL-3.0-or-later
// What a circumstance says about the cases, and what is left to say for the facts that it settles.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "kb/resolve/circumstance.h"
#include "kb/resolve/likelihood.h"
#include "kb/resolve/rank.h"

namespace firstfix::resolve {

// One circumstance for many candidates (README, "Circumstances"). Refers to its arguments.
class UnderCircumstance {
 public:
  // A fact that the circumstance settles, as those who called under it have told it.
  class Settled {
   public:
    Settled(const Circumstance& circumstance, const FactLikelihood& fact, Date today,
            std::span<const Candidate> candidates);

    const FactLikelihood& likelihood() const { return *likelihood_; }
    // How common the value of that place is there: all that is said of them, on top of anybody's shares.
    double share(std::size_t value) const { return shares_[value]; }
    // The log ratio that the candidate is foretold there: ln sum_v P(v | here) P(v | case) / P(v | anybody).
    double usual(std::size_t candidate) const { return usual_[candidate]; }
    // What is left of the fact's own log ratio beside the circumstance, which has foretold the usual one.
    // What hardly anybody has there is a slip in a table more often than true, unless it is `sure`.
    double left_of(double ratio, std::size_t candidate, std::size_t value, bool sure) const;

   private:
    const FactLikelihood* likelihood_;
    std::vector<double> shares_;  // by value
    std::vector<double> usual_;   // by candidate
    double surely_ = 0.0;         // 0..1, towards 1 with every contact that told it
  };

  UnderCircumstance(const Circumstance& circumstance, const std::vector<const FactLikelihood*>& settled,
                    const Situation& situation, std::span<const Candidate> candidates);

  const Circumstance& circumstance() const { return *circumstance_; }
  // Null: it does not settle the fact.
  const Settled* settled(const FactLikelihood& fact) const;
  // ln P(circumstance | case) / P(circumstance | anybody), what it foretells of facts included.
  double ratio(std::size_t candidate, const CircumstanceRecord& record, const Weights& weights) const;

 private:
  const Circumstance* circumstance_;
  std::vector<Settled> settled_;
};

// The same by the record alone: how much more often the case was the right one there than elsewhere.
double log_rate(const CircumstanceRecord& record, const Weights& weights);

}  // namespace firstfix::resolve
