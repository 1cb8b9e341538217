// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "kb/content/source_text.h"
#include "kb/core/library.h"

namespace firstfix::content {

// Reads taxonomy.yaml: branches with their leaves, two levels. No value when anything in it is wrong; all of
// that is in `problems`.
std::optional<Taxonomy> read_taxonomy(const SourceText& source, std::vector<Problem>& problems);

}  // namespace firstfix::content
