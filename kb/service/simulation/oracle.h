// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>

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

}  // namespace firstfix::service
