// SPDX-License-Identifier: GPL-3.0-or-later
// Small worlds to rank in.
#pragma once

#include <initializer_list>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "kb/core/case.h"
#include "kb/core/fact.h"
#include "kb/resolve/rank.h"
#include "kb/resolve/weights.h"

namespace firstfix::resolve {

// place (6 values), coverage (3, cannot be asked), device.volte, scope (2 each), and the text `area`.
FactCatalogue small_catalogue();

CasePtr make_case(std::string id, std::vector<Condition> conditions = {},
                  Confidence confidence = Confidence::validated);
Candidate make_candidate(CasePtr article, double text_score);
FactSet make_facts(std::initializer_list<std::pair<std::string, std::string>> facts);

// A contact with everything it refers to.
struct World {
  FactCatalogue catalogue = small_catalogue();
  FactSet facts;
  std::vector<Candidate> candidates;
  std::set<std::string> failed;
  std::set<std::string> asked;
  bool has_symptom = true;
  Experience experience;
  std::vector<Circumstance> circumstances;
  Weights weights;

  Situation situation() const;
  std::vector<Ranked> ranked() const;
  std::optional<Question> question() const;
  const Case& best() const;
  double probability(std::string_view id) const;
  std::vector<std::string> order() const;  // case ids, best first
};

// Any world at all: up to 40 candidates with every kind of evidence. The same seed, the same world.
World random_world(unsigned seed);

}  // namespace firstfix::resolve
