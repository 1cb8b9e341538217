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
#include "kb/resolve/success.h"

namespace firstfix::resolve {

// A case that retrieval brought up, with the evidence for it.
struct Candidate {
  CasePtr article;
  double text_score = 0.0;         // BM25 sum as the index gave it; 0: brought up by facts alone
  double neighbour_votes = 0.0;    // share of the nearest past contacts' votes, 0..1
  SuccessRecord success;           // of this case
  SuccessRecord category_success;  // of its category: the prior it is smoothed towards
  // Share of the query's telling terms (weighted by idf) that the case contains, 0..1; no value when
  // retrieval does not say. BM25 sums compare only within one query: this tells a good match from the best of
  // bad ones.
  std::optional<double> text_coverage;
};

// What is known about the contact.
struct Situation {
  const FactSet& facts;
  const FactCatalogue& catalogue;
  std::set<std::string> failed;  // cases already tried for this number on this problem, without success
  bool has_symptom = true;
  SuccessRecord library_success;  // of all cases together: the prior of the categories
};

// The weights of the logistic model, in log-odds. The defaults are stated with their reasons in weights.h,
// which a caller includes to make them.
struct Weights;

struct Ranked {
  std::size_t candidate = 0;  // index into the candidates given
  double probability = 0.0;
  std::vector<Why> why;  // strongest first, at most four
};

// Ranks the candidates by P(resolved | case, symptom, facts), best first. Pure and deterministic: equal input
// gives equal output, ties go to the smaller case id. A failed case never stands first when another candidate
// exists.
// `explained`: only the best so many get their reasons in words, which cost as much as the ranking itself.
std::vector<Ranked> rank(const Situation& situation, std::span<const Candidate> candidates,
                         const Weights& weights,
                         std::size_t explained = std::numeric_limits<std::size_t>::max());

// Whether the best is good enough to be said without the expert seat.
bool confident(std::span<const Ranked> ranking, const Weights& weights);

// The unasked, askable fact whose answer is expected to raise the best probability most, less its cost; none
// when the gain is below the threshold. "Don't know" leaves everything as it is. Expected gain = sum over
// values v of P(v) * max_c P(resolved | c, facts + v) - max_c P(resolved | c, facts).
std::optional<Question> next_question(const Situation& situation, std::span<const Candidate> candidates,
                                      const Weights& weights, const std::set<std::string>& already_asked);

}  // namespace firstfix::resolve
