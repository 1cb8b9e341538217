// SPDX-License-Identifier: GPL-3.0-or-later
// How often a case is needed, by its author's word: what is known before anything has been counted.
#pragma once

#include <cstddef>

#include "kb/core/case.h"

namespace firstfix::resolve {

// Times as often the right one as the average of so many cases, by Case::occurrence ("occurrence" as in a
// failure mode and effects analysis, IEC 60812); 1 where the author says nothing. Estimates of rates err by
// factors and towards the extremes, so the factor counts with its root, and what is called rare is not taken
// for rarer than half the average: it must be found by its own words. Any thread.
double foretold_popularity(const Case& article, std::size_t library_cases);

}  // namespace firstfix::resolve
