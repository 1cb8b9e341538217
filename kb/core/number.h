// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace firstfix {

// The whole text as a number; nothing when it is anything else or does not fit. `how`: what std::from_chars
// takes besides, 16 for hexadecimal digits. Any thread.
template <class Number, class... How>
std::optional<Number> parse_number(std::string_view text, How... how) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number, how...);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

}  // namespace firstfix
