// SPDX-License-Identifier: GPL-3.0-or-later
// The evidence for one candidate as numbers: what the logistic model is linear in, and what learning refits
// it on.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "kb/core/case.h"
#include "kb/core/fact.h"
#include "kb/resolve/rank.h"
#include "kb/resolve/weights.h"

namespace firstfix::resolve {

// Each is zero when it says nothing either way.
struct Features {
  double text = 0.0;           // log-odds of the words' share, less those of the neutral share
  double neighbours = 0.0;     // share of the votes, 0..1
  double agreement = 0.0;      // sum of log likelihood ratios of the conditions that hold, >= 0
  double contradiction = 0.0;  // and of those that do not, <= 0
  double success = 0.0;        // log-odds of the smoothed success, less those of the library's
  double not_validated = 0.0;  // the rest are 0 or 1
  double wip = 0.0;
  double archived = 0.0;
  double failed = 0.0;
};

double log_odds(const Features& features, const Weights& weights);

// Logistic function, kept inside (0, 1): no evidence makes anything certain.
double probability_of(double log_odds);

// A known choice fact, with the number of values it could have had.
struct KnownFact {
  const Fact* fact = nullptr;
  const FactDefinition* definition = nullptr;
};

// What an answer says about a case with that condition, as log likelihood ratios of "this case is right"
// against "anybody".
struct ConditionEvidence {
  double holds =
      0.0;  // ln(1 + fidelity * (1 - u) / u), u = share of the condition's values among
            // all contacts (FactDefinition::share_of): the rarer, the more
  double fails = 0.0;  // ln(1 - fidelity)
};

// Zero both ways for a condition that allows everything, or nothing.
ConditionEvidence evidence_of(const Condition& condition, const FactDefinition& fact, double fidelity);

// What the candidates of one situation have in common: computed once, read for each of them. Refers to its
// arguments.
class Evidence {
 public:
  Evidence(const Situation& situation, std::span<const Candidate> candidates, const Weights& weights);

  Features features_of(const Candidate& candidate) const;

  // The words' share, 0..1, before floor and ceiling; and the score as a part of the best.
  double text_share(const Candidate& candidate) const;
  double relative_score(const Candidate& candidate) const;
  // No value: nobody knows it.
  const KnownFact* known(std::string_view fact) const;
  double condition(const Condition& condition, const KnownFact& known) const;  // log likelihood ratio

  const Weights& weights() const { return weights_; }

 private:
  double text_feature(const Candidate& candidate) const;
  double success_feature(const Candidate& candidate) const;

  const Situation& situation_;
  const Weights& weights_;
  std::vector<KnownFact> known_;  // ordered by id
  double best_score_ = 0.0;
  double score_mass_ = 0.0;  // sum of (score / best)^sharpness
  double neutral_log_odds_ = 0.0;
  double library_success_ = 0.0;
  double library_log_odds_ = 0.0;
};

}  // namespace firstfix::resolve
