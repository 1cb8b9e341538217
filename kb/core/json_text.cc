// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/json_text.h"

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
  const auto code = static_cast<unsigned char>(byte);
  return code >= 0x20 && code < 0x80 && byte != '"' && byte != '\\';
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

}  // namespace

void append_json(std::string& to, std::string_view text) {
  to += '"';
  std::size_t unwritten = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (stands_for_itself(text[at])) {
      ++at;
      continue;
    }
    const std::size_t length = character_bytes(text.substr(at));
    if (length > 1) {
      at += length;
      continue;
    }
    to += text.substr(unwritten, at - unwritten);
    if (length == 0) {
      to += "\uFFFD";
    } else {
      append_escape(to, text[at]);
    }
    unwritten = ++at;
  }
  to += text.substr(unwritten);
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
