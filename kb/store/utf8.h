// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace firstfix::store {

// Offset of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7) or is NUL; the size when
// there is none.
std::size_t first_invalid_utf8(std::string_view text);

// Whether the text begins with two-byte codes of GBK, as most Chinese spreadsheets are saved.
bool looks_like_gbk(std::string_view text);

// At most `characters` of it, with … when something was cut off. For valid UTF-8.
std::string shortened(std::string_view text, std::size_t characters);

}  // namespace firstfix::store
