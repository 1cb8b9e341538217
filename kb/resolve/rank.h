// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "kb/core/case.h"
#include "kb/core/fact.h"
#include "kb/core/solution.h"
#include "kb/resolve/circumstance.h"
#include "kb/resolve/likelihood.h"
#include "kb/resolve/profile.h"
#include "kb/resolve/success.h"

namespace firstfix::resolve {

// A case that retrieval brought up, with the evidence for it.
struct Candidate {
  CasePtr article;
  double text_score = 0.0;       // how well its own words fit, as the index gave it: comparable within one
                                 // query only; 0: brought up by facts or past contacts alone
  double neighbour_votes = 0.0;  // share of the nearest past contacts' votes, 0..1
  // Its failures among the same contacts, in the unit of the votes; 0 and up.
  double neighbour_failures = 0.0;
  SuccessRecord success;           // of this case
  SuccessRecord category_success;  // of its category: the prior it is smoothed towards
  // Share of the query's telling terms (weighted by idf) that the case contains, 0..1; no value when
  // retrieval does not say. Scores have no scale: this tells a good match from the best of bad ones.
  std::optional<double> text_coverage;
  // How like the words are to what its author says that callers say, 0..1; no value when retrieval does not
  // say.
  std::optional<double> text_likeness;
  SuccessRecord latest;     // of this case, its latest tries only
  double popularity = 1.0;  // how much more often than the average case it was the one that helped
  double trend = 1.0;       // and how much more often of late than before
  FactProfilePtr profile;   // of the callers it helped; may be null
  std::vector<CircumstanceRecord> circumstances = {};  // one for each of the situation's; may be empty
};

// What is known about the contact.
struct Situation {
  const FactSet& facts;
  const FactCatalogue& catalogue;
  std::set<std::string> failed;  // cases already tried for this number on this problem, without success
  bool has_symptom = true;
  SuccessRecord library_success;  // of all cases together: the prior of the categories
  Experience experience;          // of all callers
  int questions_asked = 0;        // in this contact
  std::size_t library_cases = 0;  // of which the candidates are a part; fewer: the candidates are all
  std::vector<Circumstance> circumstances = {};  // what is known of those of this contact
};

// The evidence for one candidate, as the logistic model reads it: each is zero when it says nothing either
// way.
struct Features {
  double belief = 0.0;         // log-odds that the right case, so likely this one, resolves
  double text = 0.0;           // log of the words' share against a share of nothing known
  double neighbours = 0.0;     // share of the votes, 0..1
  double agreement = 0.0;      // sum of log likelihood ratios of the facts that speak for it, >= 0
  double contradiction = 0.0;  // and of those that speak against it, <= 0
  double success = 0.0;  // log-odds of its success less those expected, as far as they are its own doing
  double not_validated = 0.0;  // the rest are 0 or 1
  double wip = 0.0;
  double archived = 0.0;
  double failed = 0.0;
};

// The weights of the logistic model, in log-odds. The defaults are stated with their reasons in weights.h,
// which a caller includes to make them.
struct Weights;

struct Ranked {
  std::size_t candidate = 0;  // index into the candidates given
  double probability = 0.0;
  double expected = 0.0;  // the probability had the case no record of its own
  double belief = 0.0;    // that it is the right case
  Features features;
  bool decided = false;  // first because of a fact that decides (FactValue::decides)
  bool is_new = false;   // seldom tried so far: ranked a little higher than its probability
  std::vector<Why> why;  // strongest first, at most four
};

// Ranks the candidates by P(resolved | case, symptom, facts), best first. Pure and deterministic: equal input
// gives equal output, ties go to the smaller case id, with nothing said first to the case whose other
// conditions are the more common. A case with a condition on a known fact that decides
// stands first, unless the words clearly speak of another branch of the taxonomy or contacts have taught that
// it is hardly that (README.md, "Bounds"). A failed case never stands first when another candidate exists.
// `explained`: only the best so many get their reasons in words, which cost as much as the ranking itself.
std::vector<Ranked> rank(const Situation& situation, std::span<const Candidate> candidates,
                         const Weights& weights,
                         std::size_t explained = std::numeric_limits<std::size_t>::max());

// Whether the best is good enough to be said without the expert seat.
bool confident(std::span<const Ranked> ranking, const Weights& weights);

// First what the best case's author wants asked in any case (Case::must_ask). Else the unasked, askable fact
// whose answer is expected to raise the best probability most, less its cost; none when the gain is below the
// threshold, when enough was asked, or when a fact has decided. "Don't know" leaves everything as it is.
// Expected gain = sum over values v of P(v) * max_c P(resolved | c, facts + v) - max_c P(resolved | c,
// facts) + Weights::question_nat for every nat that the answer is expected to tell about the right case.
std::optional<Question> next_question(const Situation& situation, std::span<const Candidate> candidates,
                                      const Weights& weights, const std::set<std::string>& already_asked);

// Both at once, which costs little more than one of them.
struct Wanted {
  const std::set<std::string>& already_asked;
  std::size_t explained = std::numeric_limits<std::size_t>::max();
};
struct Judgement {
  std::vector<Ranked> ranking;
  std::optional<Question> question;
};
Judgement judge(const Situation& situation, std::span<const Candidate> candidates, const Weights& weights,
                const Wanted& wanted);

}  // namespace firstfix::resolve
