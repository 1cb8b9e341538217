// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/utf8.h"

#include <algorithm>

namespace firstfix {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
  char32_t value = kReplacement;
  std::size_t length = 0;  // 0: no well-formed sequence begins here
};

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool is_continuation(unsigned byte) {
  return (byte & 0xC0U) == 0x80U;
}

// Bytes of a sequence by its first byte; 0 when none begins with it.
std::size_t sequence_length(unsigned lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

Decoded decode_at(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  const std::size_t length = sequence_length(lead);
  if (length == 0 || at + length > text.size()) return {};
  if (length == 1) return {static_cast<char32_t>(lead), 1};
  char32_t value = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned next = byte_at(text, at + i);
    if (!is_continuation(next)) return {};
    value = (value << 6U) | (next & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return {};
  return {value, length};
}

}  // namespace

std::size_t character_bytes(std::string_view text) {
  if (text.empty()) return 0;
  const unsigned lead = byte_at(text, 0);
  // Well-formed without looking further: most of what is written here.
  const bool three = lead >= 0xE1 && lead <= 0xEF && lead != 0xED && text.size() >= 3;
  if (three && is_continuation(byte_at(text, 1)) && is_continuation(byte_at(text, 2))) return 3;
  return decode_at(text, 0).length;
}

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = character_bytes(text.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char byte) { return !is_continuation(static_cast<unsigned char>(byte)); }));
}

std::string_view first_code_points(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (!is_continuation(static_cast<unsigned char>(text[at])) && count-- == 0) break;
  }
  return text.substr(0, at);
}

}  // namespace firstfix
