// SPDX-License-Identifier: GPL-3.0-or-later
// From a recorded use of a case, and what the same caller's later tries tell of it, to what is learned.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "kb/core/learning.h"
#include "kb/service/case_memory.h"

namespace firstfix::service {

// The category of a case; empty: there is no such case.
using CategoryOf = std::function<std::string(const std::string& case_id)>;

// What later tries tell of a use that failed. In the same contact they are about the same trouble. Who rings
// again within the window mostly rings for the same reason; but when the case that helped is of a branch of
// the taxonomy of which nothing was thought at the first call (the used case and the beliefs), it was
// another.
// A number from which more than five further tries came within the window is everybody's and tells nothing.
resolve::Sequel sequel_of(const Lesson& failed, std::span<const LaterTry> later,
                          const CategoryOf& category_of);

// Of a recorded use of a case of that category.
Lesson lesson_of(const RecordedTry& used, std::string category, const CategoryOf& category_of);

}  // namespace firstfix::service
