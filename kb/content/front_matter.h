// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>

#include "kb/content/source_text.h"
#include "kb/content/yaml_document.h"

namespace firstfix::content {

// The two parts of a case file.
struct FrontMatter {
  SourceRange yaml;      // between the two lines of ---
  std::size_t body = 0;  // where the Markdown begins
};

// Splits a case file. No value, and a report, when it does not begin with a line --- or lacks the second one.
std::optional<FrontMatter> split_front_matter(Report& report);

}  // namespace firstfix::content
