// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "kb/content/source_text.h"
#include "kb/core/library.h"

namespace firstfix::content {

// Reads lexicon.yaml. A form (term, synonym or colloquial) stands once in the whole file: twice, it would
// lead to two terms. No value when anything in it is wrong; all of that is in `problems`.
std::optional<Lexicon> read_lexicon(const SourceText& source, std::vector<Problem>& problems);

}  // namespace firstfix::content
