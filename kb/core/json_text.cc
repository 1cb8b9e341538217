// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "kb/core/utf8.h"

namespace firstfix {
namespace {

constexpr double kLeastPlain = 1e-4;  // smaller and larger numbers are written with an exponent
constexpr double kMostPlain = 1e15;
constexpr std::size_t kLongestNumber = 32;

bool stands_for_itself(char byte) {
  return static_cast<unsigned char>(byte) >= 0x20 && byte != '"' && byte != '\\';
}

void append_escape(std::string& to, char byte) {
  switch (byte) {
    case '"':
      to += "\\\"";
      break;
    case '\\':
      to += "\\\\";
      break;
    case '\b':
      to += "\\b";
      break;
    case '\f':
      to += "\\f";
      break;
    case '\n':
      to += "\\n";
      break;
    case '\r':
      to += "\\r";
      break;
    case '\t':
      to += "\\t";
      break;
    default:
      fmt::format_to(std::back_inserter(to), "\\u{:04x}", static_cast<unsigned char>(byte));
  }
}

void append_escaped(std::string& to, std::string_view text) {
  while (!text.empty()) {
    const auto special = std::ranges::find_if_not(text, stands_for_itself);
    const auto plain = static_cast<std::size_t>(special - text.begin());
    to += text.substr(0, plain);
    if (plain == text.size()) return;
    append_escape(to, *special);
    text.remove_prefix(plain + 1);
  }
}

}  // namespace

void append_json(std::string& to, std::string_view text) {
  to += '"';
  for (auto bad = first_invalid_utf8(text); bad; bad = first_invalid_utf8(text)) {
    append_escaped(to, text.substr(0, *bad));
    to += "\uFFFD";
    text.remove_prefix(*bad + 1);
  }
  append_escaped(to, text);
  to += '"';
}

void append_json(std::string& to, double number) {
  if (!std::isfinite(number)) {
    to += "null";
    return;
  }
  const double size = std::abs(number);
  const bool plain = size == 0.0 || (size >= kLeastPlain && size < kMostPlain);
  std::array<char, kLongestNumber> digits{};
  const auto [end, error] = std::to_chars(digits.begin(), digits.end(), number,
                                          plain ? std::chars_format::fixed : std::chars_format::scientific);
  const std::string_view written(digits.begin(), end);
  to += written;
  if (plain && written.find('.') == std::string_view::npos) to += ".0";
}

}  // namespace firstfix
