// SPDX-License-Identifier: GPL-3.0-or-later
// JSON written as it comes, without a tree: what every contact costs several times.
#pragma once

#include <string>
#include <string_view>

namespace firstfix {

// Appends the text as a JSON string, quotes included; a byte that is no UTF-8 becomes U+FFFD. Thread rule:
// any thread.
void append_json(std::string& to, std::string_view text);
// Appends the number as it reads back to the same bits, with a point or an exponent; null when it is none.
void append_json(std::string& to, double number);

}  // namespace firstfix
