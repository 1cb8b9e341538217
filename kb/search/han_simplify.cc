// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/han_simplify.h"

#include <algorithm>

#include "kb/search/han_tables_data.h"

namespace firstfix::search {

char32_t simplify(char32_t c) {
  const char32_t at = c - data::kFirstSimplified;  // wraps round for what stands before the table
  if (at >= data::kSimplified.size()) return c;
  const char16_t simple = data::kSimplified[at];
  return simple == 0 ? c : simple;
}

std::u32string simplify(std::u32string_view text) {
  std::u32string simple(text);
  std::ranges::transform(simple, simple.begin(), [](char32_t c) { return simplify(c); });
  return simple;
}

}  // namespace firstfix::search
