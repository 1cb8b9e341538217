// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include "kb/service/simulation/truth.h"

namespace firstfix::service {

// What the oracle did with one call.
struct OracleChoice {
  std::string case_id;
  double probability = 0.0;  // of resolving, as it knows
  int questions = 0;
};

// The best that somebody could do who knows every probability of the world on that day but not the cause: he
// sees the place, the handset and the facts that the number tells, which phrase the words were made from
// (without the noise), and the answers to at most `questions` questions, "don't know" included. The posterior
// is exact (Bayes' rule over causes). The questions are chosen two ahead: the first answer's expected value
// after the best second one; so what it reaches is a little below the optimum over all question trees, and a
// little above what noise in the words would allow. Questions cost it nothing. `failed`: cases tried before.
OracleChoice ask_oracle(const Truth& truth, const Call& call, const std::set<std::string>& failed,
                        int questions = 3);

// What an offer is worth, luck left aside: probabilities of resolving for somebody who knows the world's
// probabilities, the place, the handset, the phrase and just these facts.
struct Worth {
  double offered = 0.0;
  double best = 0.0;  // of the best case he could have offered instead
};

// `known`: of each fact of the truth the value, kNone: not known.
Worth worth_of(const Truth& truth, const Call& call, const std::vector<std::size_t>& known,
               const std::string& offered);

}  // namespace firstfix::service
