// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kb/core/solution.h"
#include "kb/resolve/features.h"

namespace firstfix::resolve {

// Why the candidate stands where it stands: at most four sentences (why.* of the catalogues), the strongest
// first, each with the log-odds it moved. Never empty.
std::vector<Why> explain(const Evidence& evidence, std::size_t candidate);

}  // namespace firstfix::resolve
