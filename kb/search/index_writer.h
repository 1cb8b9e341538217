// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "kb/core/library.h"

namespace firstfix::search {

// Writes the whole index of a library into the empty folder: parts side by side, one a core, then merged into
// one compact database. Until the merge is done the folder does not look like an index. Throws Xapian::Error
// and std::exception; Index::build is the boundary that turns them into errors.
void write_index(const std::filesystem::path& folder, const Library& library);

}  // namespace firstfix::search
