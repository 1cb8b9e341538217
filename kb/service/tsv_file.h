// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kb/core/result.h"

namespace firstfix::service {

// What the lines of a headerless TSV file must look like.
struct TsvShape {
  std::string_view form;  // as told to whoever must mend it: id<TAB>text
  std::size_t least = 2;  // columns
  std::size_t most = 2;
};

struct TsvRow {
  std::size_t line = 0;  // counted from 1
  std::vector<std::string> columns;
};

// All rows; empty lines are skipped, a carriage return at a line's end is no part of it. Any bytes will do as
// text. Error: unavailable when the file cannot be read; invalid, with file:line and the reason, at the first
// line that has too few or too many columns or whose first is empty.
Result<std::vector<TsvRow>> read_tsv(const std::filesystem::path& file, const TsvShape& shape);

// The refusal of one line: "file:line: message".
Failure bad_line(const std::filesystem::path& file, std::size_t line, std::string_view message,
                 std::string hint = {});

}  // namespace firstfix::service
