// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "kb/core/library.h"
#include "kb/core/result.h"

namespace firstfix::content {

// Reads content/: facts.yaml, taxonomy.yaml, lexicon.yaml and cases/**/*.md.
//
// All problems of all files are found in one pass and listed in Library::problems, ordered by file and line.
// A case file with a problem is left out, or stands as in `previous` (its last good version) when that had it.
// The same holds for the three YAML files as wholes. Cases of unchanged files (same size and mtime) are shared
// with `previous`, not parsed again, unless the catalogue or the taxonomy changed.
// Error: not_found when the folder or one of the YAML files is missing and there is no previous one.
// Thread rule: any thread, no shared state.
Result<std::shared_ptr<const Library>> load_library(const std::filesystem::path& root,
                                                    std::shared_ptr<const Library> previous = nullptr);

}  // namespace firstfix::content
