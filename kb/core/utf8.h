// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace firstfix {

// Bytes of the character that the text begins with; 0 when it is empty or what it begins with is no
// well-formed UTF-8 (Unicode 15, table 3-7).
std::size_t character_bytes(std::string_view text);

// Where the first byte stands that is no well-formed UTF-8; no value when all is well.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// Number of code points, counting the bytes that begin one.
std::size_t count_code_points(std::string_view text);

// The first `count` of them, all when there are fewer.
std::string_view first_code_points(std::string_view text, std::size_t count);

}  // namespace firstfix
