// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "kb/core/result.h"

namespace firstfix::pages {

using FileContents = std::map<std::string, std::string, std::less<>>;  // file name -> its bytes

// The regular files right in `folder`, dot files left out. Errors: not_found (no such folder), unavailable (a
// file cannot be read).
Result<FileContents> read_folder(const std::filesystem::path& folder);

}  // namespace firstfix::pages
