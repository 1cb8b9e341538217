// SPDX-License-Identifier: GPL-3.0-or-later
// The order of the candidates: one rule for the ranking and for the questions about it.
#pragma once

#include <vector>

#include "kb/resolve/features.h"

namespace firstfix::resolve {

struct Standing {
  std::size_t candidate = 0;
  double log_odds = 0.0;      // with the bonus of a new case
  double among_equals = 0.0;  // the larger stands first
  bool decided = false;
};

// Best first, as rank.h says.
std::vector<Standing> standings(const Evidence& evidence);

}  // namespace firstfix::resolve
