// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <unicode/unistr.h>

namespace firstfix::search {

// A text as index and query compare it, every UTF-16 unit knowing which bytes of the source it came from.
// One source character can become several units (㎡ -> m2) or none (a zero-width space).
struct NormalText {
  icu::UnicodeString units;
  std::vector<std::uint32_t> begin;  // by unit: first byte in the source
  std::vector<std::uint32_t> end;    // by unit: one past the last byte

  // Units [from, to) as UTF-8.
  std::string utf8(int from, int to) const;
};

// NFKC with case folding (Unicode NFKC_Casefold): ＶｏＬＴＥ and volte, ① and 1 are the same afterwards, and
// ignorable characters are gone;
// traditional characters become simplified ones (OpenCC). Bytes that are no UTF-8 become U+FFFD. Takes texts
// below 2 GiB.
NormalText normalise(std::string_view utf8);

// Characters written without spaces between words: Han, kana, bopomofo, Hangul.
bool is_cjk(char32_t c);

}  // namespace firstfix::search
