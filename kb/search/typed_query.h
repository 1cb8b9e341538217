// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "kb/search/index.h"

namespace firstfix::search {

// What somebody types into a search box: words; "words that stand together" (also in “ ”); -word for cases
// without it. Signs that make no sense so are text: a lone quotation mark, -110dBm. What a customer says is
// not read this way. Fills text, phrases and without.
Query typed_query(std::string_view typed);

}  // namespace firstfix::search
