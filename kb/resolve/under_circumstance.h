// SPDX-License-Identifier: GPL-3.0-or-later
// What a circumstance says about the cases, and what is left to say for the facts that it settles.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "kb/core/fact.h"
#include "kb/resolve/circumstance.h"
#include "kb/resolve/likelihood.h"
#include "kb/resolve/rank.h"

namespace firstfix::resolve {

// One circumstance for many candidates (README, "Circumstances"). Refers to its arguments.
class UnderCircumstance {
 public:
  // A fact that the circumstance settles, and how common its values are there: all that is said of those who
  // called, on top of anybody's shares.
  struct Settled {
    const FactLikelihood* likelihood = nullptr;
    std::vector<double> shares;  // by value
    double surely = 0.0;         // 0..1, towards 1 with every contact that told it
    bool known = false;          // of this contact
    std::vector<double> usual;   // by candidate: ln sum_v P(v | here) P(v | case) / P(v | anybody)
  };

  UnderCircumstance(const Circumstance& circumstance, std::vector<const FactLikelihood*> settled,
                    const Situation& situation, std::span<const Candidate> candidates);

  const Circumstance& circumstance() const { return *circumstance_; }
  bool settles(const FactLikelihood& fact) const { return find(fact) != nullptr; }
  // ln P(circumstance | case) / P(circumstance | anybody), but for what left_of() has of the known facts that
  // it settles.
  double own(std::size_t candidate, const CircumstanceRecord& record, const Weights& weights) const;
  // What is left of the log ratio of a known fact: the circumstance has foretold it, and what hardly anybody
  // has there is a mistake in a table more often than true. The whole ratio of a fact that it does not
  // settle.
  double left_of(double ratio, std::size_t candidate, const FactLikelihood& fact, std::size_t value,
                 const Weights& weights) const;

 private:
  const Settled* find(const FactLikelihood& fact) const;

  const Circumstance* circumstance_;
  std::vector<Settled> settled_;
};

}  // namespace firstfix::resolve
