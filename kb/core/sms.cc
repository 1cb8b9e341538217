// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/sms.h"

#include <algorithm>
#include <vector>

namespace firstfix {
namespace {

// TS 23.038 clause 6.2.1, beyond ASCII; the escape character itself is no text.
constexpr std::u32string_view kBeyondAscii = U"£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà";
constexpr std::u32string_view kNotInAscii = U"`";  // of printable ASCII the table lacks only this
constexpr std::u32string_view kExtension = U"\f^{}\\[~]|€";
constexpr char32_t kLast = U'€';  // nothing in the table is beyond it

// One code point; moves `text` on. A byte that begins none stands for itself.
char32_t take(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (length > text.size() || (first >= 0x80 && first < 0xC2)) {
    text.remove_prefix(1);
    return 0xFFFD;
  }
  char32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code = code << 6U | (byte(i) & 0x3FU);
  text.remove_prefix(length);
  return code;
}

// 0: not in the alphabet.
std::size_t septets(char32_t code) {
  if (code > kLast) return 0;
  if (kExtension.find(code) != std::u32string_view::npos) return 2;
  if (code == U'\n' || code == U'\r') return 1;
  const bool printable = code >= 0x20 && code < 0x7F;
  if (printable) return kNotInAscii.find(code) == std::u32string_view::npos ? 1 : 0;
  return kBeyondAscii.find(code) == std::u32string_view::npos ? 0 : 1;
}

std::size_t parts(const std::vector<std::size_t>& widths, std::size_t length, std::size_t one,
                  std::size_t each) {
  if (length == 0) return 0;
  if (length <= one) return 1;
  std::size_t count = 1;
  std::size_t filled = 0;
  for (const std::size_t width : widths) {
    if (filled + width > each) {
      ++count;
      filled = 0;
    }
    filled += width;
  }
  return count;
}

}  // namespace

SmsSize sms_size(std::string_view text) {
  SmsSize size;
  std::vector<std::size_t> septet_widths;
  std::vector<std::size_t> unit_widths;
  septet_widths.reserve(text.size());
  unit_widths.reserve(text.size());
  while (!text.empty()) {
    const char32_t code = take(text);
    septet_widths.push_back(septets(code));
    unit_widths.push_back(code > 0xFFFF ? 2 : 1);
    size.ucs2 = size.ucs2 || septet_widths.back() == 0;
  }
  const std::vector<std::size_t>& widths = size.ucs2 ? unit_widths : septet_widths;
  for (const std::size_t width : widths) size.length += width;
  size.segments = size.ucs2 ? parts(widths, size.length, 70, 67) : parts(widths, size.length, 160, 153);
  return size;
}

}  // namespace firstfix
