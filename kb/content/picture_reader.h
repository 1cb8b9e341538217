// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "kb/content/source_text.h"
#include "kb/core/library.h"

namespace firstfix::content {

// Reads pictures.yaml against the catalogue (none: its facts are not checked). No value when anything in it
// is wrong; all of that is in `problems`.
std::optional<std::vector<Picture>> read_pictures(const SourceText& source, const FactCatalogue* facts,
                                                  std::vector<Problem>& problems);

}  // namespace firstfix::content
