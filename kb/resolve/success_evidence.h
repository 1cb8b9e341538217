// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/resolve/rank.h"
#include "kb/resolve/weights.h"

namespace firstfix::resolve {

// Log-odds by which the case resolves more often than was expected of it. `library_success` stands for the
// expectation where nobody wrote it down. The category is the prior of the case; the latest tries overrule
// the long record when they contradict it.
double success_evidence(const Candidate& candidate, double library_success, const Weights& weights);

}  // namespace firstfix::resolve
