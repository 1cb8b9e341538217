// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kb/resolve/features.h"
#include "kb/resolve/standing.h"

namespace firstfix::resolve {

// next_question() of rank.h on evidence and order that are there already.
std::optional<Question> question_on(const Evidence& evidence, const std::vector<Standing>& order,
                                    const std::set<std::string>& already_asked);

}  // namespace firstfix::resolve
