// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

namespace firstfix::search {

// ln(1 + (N - n + 0.5) / (n + 0.5)) of what n of N cases have: the idf of BM25 (Robertson and Zaragoza 2009),
// never below 0.
inline double rarity(double cases, double frequency) {
  return std::log(1.0 + (cases - frequency + 0.5) / (frequency + 0.5));
}

}  // namespace firstfix::search
