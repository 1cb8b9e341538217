// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/code_points.h"

#include "kb/core/utf8.h"

namespace firstfix::content {

std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80U) {
      points.push_back(byte);
    } else if (byte >= 0xC0U) {
      const unsigned payload = byte >= 0xF0U ? byte & 0x07U : byte >= 0xE0U ? byte & 0x0FU : byte & 0x1FU;
      points.push_back(payload);
    } else if (!points.empty()) {
      points.back() = (points.back() << 6U) | (byte & 0x3FU);
    }
  }
  return points;
}

std::string printable_utf8(std::string text) {
  while (const auto bad = first_invalid_utf8(text)) text[*bad] = '?';
  return text;
}

bool is_east_asian(char32_t point) {
  return (point >= 0x2E80 && point <= 0x9FFF) || (point >= 0xF900 && point <= 0xFAFF) ||
         (point >= 0xFE30 && point <= 0xFE4F) || (point >= 0xFF00 && point <= 0xFFEF) ||
         (point >= 0x20000 && point <= 0x3FFFF);
}

}  // namespace firstfix::content
