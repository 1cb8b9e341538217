// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace firstfix::store {

// Whether the text begins with a two-byte code of GBK, as most Chinese spreadsheets are saved.
bool looks_like_gbk(std::string_view text);

// At most `characters` of it, with … when something was cut off. For valid UTF-8.
std::string shortened(std::string_view text, std::size_t characters);

// ASCII letters in lower case, all else as it is.
std::string to_lower(std::string_view text);

// Runs of blanks and line ends become one blank, none at either end.
std::string with_single_blanks(std::string_view text);

}  // namespace firstfix::store
