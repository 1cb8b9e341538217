// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace firstfix::search {

// Traditional to simplified, character by character (OpenCC's TSCharacters): 號 -> 号. One character gives
// one of the same length in UTF-16, so a highlighter's byte spans hold. Everything else comes back as it is.
//
// Phrases are not needed: OpenCC uses them for the few characters that have two simplified forms (乾 in 乾隆
// and 乾淨). For search it is enough that texts and queries are folded alike, and they are, by this one
// table.
char32_t simplify(char32_t c);
std::u32string simplify(std::u32string_view text);

}  // namespace firstfix::search
