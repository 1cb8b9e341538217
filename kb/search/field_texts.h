// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "kb/core/library.h"
#include "kb/search/fields.h"

namespace firstfix::search {

// What a case says in a field: what is indexed and what the second look reads. A newline stands between parts
// that must not grow together, as two symptoms.
std::string text_of(Field field, const Case& article, const Taxonomy& taxonomy);

}  // namespace firstfix::search
