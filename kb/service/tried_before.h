// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kb/core/contact.h"
#include "kb/core/library.h"
#include "kb/core/solution.h"

namespace firstfix::service {

// A notice of kind "tried": which cases were used for this number before and what came of them, latest first,
// each once, at most three; the contact `skip` left out. None when there were none.
std::optional<Notice> tried_before(const std::vector<PastContact>& history, const std::string& skip,
                                   const Library& library);

}  // namespace firstfix::service
