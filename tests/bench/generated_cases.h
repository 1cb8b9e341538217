// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "kb/core/library.h"
#include "tests/bench/text_writer.h"

namespace firstfix::bench {

// Of the n-th generated case.
std::string case_id(std::size_t n);

// Writes `count` case files below folder/cases, as long and as varied as the real ones. Categories,
// conditions and questions are taken from `real`, the library of the checkout. Equal counts give equal files.
void write_cases(const std::filesystem::path& folder, std::size_t count, const Library& real);

// What an agent types: a sentence (70 of 100), a few (25) or a whole letter of complaint (5).
std::string complaint(TextWriter& writer);

}  // namespace firstfix::bench
