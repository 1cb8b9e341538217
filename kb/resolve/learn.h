// SPDX-License-Identifier: GPL-3.0-or-later
// Refitting the logistic model from what became of the solutions that were used.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "kb/resolve/rank.h"
#include "kb/resolve/weights.h"

namespace firstfix::resolve {

// A solution that was used, with the evidence there was for it then.
struct Example {
  Features features;
  bool resolved = false;
};

// One weight that learning may move, with the feature it multiplies; the bias has none.
struct Learnable {
  std::string_view name;
  double Weights::*weight;
  double Features::*feature;
  double ridge;  // strength of the pull towards the weight before, in examples
  double least;  // the weight may be: evidence for a case never counts against it, nor the other way round
};
std::span<const Learnable> learnables();

// Raised whenever learnables change their order or meaning: what was recorded before is then not refitted on.
inline constexpr int kFeatureLayout = 2;

// The features in the order of the learnables, the bias as 1; and back. Missing ones are zero.
std::vector<double> values_of(const Features& features);
Features features_of(std::span<const double> values);

// Mean negative log-likelihood of the outcomes, in nats; 0 of nothing.
double log_loss(std::span<const Example> examples, const Weights& weights);

struct Refit {
  Weights weights;        // refitted on the earlier examples
  double old_loss = 0.0;  // on the latest, which were held out
  double new_loss = 0.0;
  std::size_t fitted_on = 0;
  std::size_t tested_on = 0;

  bool better() const { return tested_on > 0 && new_loss < old_loss; }
};

// Examples in the order of time. Logistic regression (Newton's method) on the first four fifths with a
// Gaussian prior around `from` (Learnable::ridge), judged on the last fifth. Fewer than kLeastExamples are
// not fitted: better() is false then. The corrections of what the belief holds already are pulled hard and
// never turn round: only the solution that stood first has an outcome, so they would be fitted on the winners
// and spoil the order of the others. Those whom all that is known speaks against would be lifted above the
// rest.
// (Bounds by projected Newton steps: Bertsekas, SIAM J. Control Optim. 20(2), 1982.)
inline constexpr std::size_t kLeastExamples = 100;
Refit refit(std::span<const Example> examples, const Weights& from);

}  // namespace firstfix::resolve
