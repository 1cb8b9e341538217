// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/csv_text.h"

namespace firstfix::store {
namespace {

bool is_between(char c, unsigned char low, unsigned char high) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= low && byte <= high;
}

bool continues_character(char c) {
  return is_between(c, 0x80, 0xBF);
}

}  // namespace

bool looks_like_gbk(std::string_view text) {
  return text.size() >= 2 && is_between(text[0], 0x81, 0xFE) && is_between(text[1], 0x40, 0xFE);
}

std::string shortened(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  while (at < text.size() && characters > 0) {
    ++at;
    while (at < text.size() && continues_character(text[at])) ++at;
    --characters;
  }
  return std::string{text.substr(0, at)} + (at < text.size() ? "…" : "");
}

std::string to_lower(std::string_view text) {
  std::string lower{text};
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string with_single_blanks(std::string_view text) {
  std::string words;
  for (const char c : text) {
    const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
    if (!blank) {
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  if (words.ends_with(' ')) words.pop_back();
  return words;
}

}  // namespace firstfix::store
