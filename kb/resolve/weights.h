// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace firstfix::resolve {

// The parameters of the logistic model. Everything here was set by reasoning, nothing fitted to any data set;
// README.md has the formulas. Probabilities and shares lie in (0, 1), unless said otherwise.
struct Weights {
  // -- What learning may refit: log-odds of `resolved` for one unit of each feature (features.h). --

  // A candidate about which nothing speaks: 12 %. Retrieval hands over some dozens of which few fit.
  double bias = -2.0;
  // 1 takes the words' share of the evidence at face value, as a probability.
  double text = 1.0;
  // All past contacts like this one solved by this case: odds times 20. Half of them: times 4.5.
  double neighbours = 3.0;
  // 1 takes conditions as likelihood ratios under `fidelity`. Below 1 when conditions of one case overlap.
  double agreement = 1.0;
  double contradiction = 1.0;
  // 1 takes the difference to the library's success at face value.
  double success = 1.0;
  // KCS confidence: somebody wrote it, nobody has checked it; it is still being written. An archived case
  // should not get here at all.
  double not_validated = -0.2;
  double wip = -0.7;
  double archived = -3.0;
  // It did not help this number last time: odds divided by 20, and never first (rank.h).
  double failed = -3.0;

  // -- The shape of the features; refitting `text` and friends only makes sense while these stay. --

  // The words' share of a case is its (score / best score)^sharpness over the sum of all candidates. With 8,
  // a case at 90 % of the best score counts for 0.43 of the best, one at 70 % for 0.06. That gives a lone
  // leader with a few close rivals about one half, which is how often BM25 put the right case first on real
  // complaints (Hit@1 0.55).
  double text_sharpness = 8.0;
  // The share that says nothing for or against; the logistic function of `bias`, so that bias and text
  // cancel.
  double text_neutral = 0.12;
  // Words alone are never worth less or more than this.
  double text_floor = 0.01;
  double text_ceiling = 0.9;
  // Share of the telling words from which a case explains what was said: the rest of a complaint is story.
  // Below it the evidence shrinks in proportion.
  double text_full_coverage = 0.6;
  // Taken when retrieval does not say how many of the words a case contains.
  double text_unknown_coverage = 0.42;

  // P(the condition really holds | the case is right); else the fact is distributed as for anybody.
  double condition_fidelity = 0.7;

  // Success without any data, and how many tries each prior is worth (1 and up).
  double library_success = 0.7;
  double library_strength = 20.0;
  double category_strength = 10.0;
  double case_strength = 8.0;

  // -- What to do with the ranking. --

  // Below it the expert seat is offered.
  double confident_at = 0.2;
  // Facts are looked for in the best so many candidates.
  int question_depth = 8;
  // A question must raise the best probability by this much beyond its own cost.
  double question_min_gain = 0.01;
};

}  // namespace firstfix::resolve
