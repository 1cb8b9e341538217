// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace firstfix::search {

// Words that carry no meaning in a complaint: particles, pronouns, courtesy. `term` is normalised.
// Only queries leave them out; the index holds them, so the list can change without a new index.
bool is_stop_word(std::string_view term);

}  // namespace firstfix::search
