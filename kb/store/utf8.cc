// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/utf8.h"

namespace firstfix::store {
namespace {

struct Lead {
  std::size_t following = 0;
  unsigned char low =
      0x80;  // bounds of the second byte: no overlong forms, no surrogates, nothing past U+10FFFF
  unsigned char high = 0xBF;
};

unsigned char byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool is_between(unsigned char byte, unsigned char low, unsigned char high) {
  return byte >= low && byte <= high;
}

// False when no character starts with it.
bool read_lead(unsigned char byte, Lead& lead) {
  if (is_between(byte, 0x01, 0x7F)) {
    lead = {0};
  } else if (is_between(byte, 0xC2, 0xDF)) {
    lead = {1};
  } else if (is_between(byte, 0xE0, 0xEF)) {
    lead = {2};
    if (byte == 0xE0) lead.low = 0xA0;
    if (byte == 0xED) lead.high = 0x9F;
  } else if (is_between(byte, 0xF0, 0xF4)) {
    lead = {3};
    if (byte == 0xF0) lead.low = 0x90;
    if (byte == 0xF4) lead.high = 0x8F;
  } else {
    return false;
  }
  return true;
}

bool is_character(std::string_view text, const Lead& lead) {
  if (lead.following >= text.size()) return false;
  for (std::size_t i = 1; i <= lead.following; ++i) {
    const bool second = i == 1;
    if (!is_between(byte_at(text, i), second ? lead.low : 0x80, second ? lead.high : 0xBF)) return false;
  }
  return true;
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  Lead lead;
  while (at < text.size()) {
    if (!read_lead(byte_at(text, at), lead) || !is_character(text.substr(at), lead)) return at;
    at += lead.following + 1;
  }
  return at;
}

bool looks_like_gbk(std::string_view text) {
  return text.size() >= 2 && is_between(byte_at(text, 0), 0x81, 0xFE) &&
         is_between(byte_at(text, 1), 0x40, 0xFE);
}

std::string shortened(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  while (at < text.size() && characters > 0) {
    ++at;
    while (at < text.size() && is_between(byte_at(text, at), 0x80, 0xBF)) ++at;
    --characters;
  }
  return std::string{text.substr(0, at)} + (at < text.size() ? "…" : "");
}

}  // namespace firstfix::store
