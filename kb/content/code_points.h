// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace firstfix::content {

// The code points of well-formed UTF-8.
std::u32string code_points(std::string_view text);

// The same text with each byte that is no UTF-8 replaced by '?'; for file names that reach a message.
std::string printable_utf8(std::string text);

// Written without blanks between words: ideographs, kana, full-width punctuation.
bool is_east_asian(char32_t point);

}  // namespace firstfix::content
