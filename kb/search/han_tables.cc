// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/han_tables.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "kb/search/han_tables_data.h"

namespace firstfix::search {

std::string_view reading_of(char32_t c) {
  return is_han(c) ? data::kSyllables[data::kReadings[c - kFirstHan]] : std::string_view{};
}

std::string_view strokes_of(char32_t c) {
  if (!is_han(c)) return {};
  const std::size_t at = c - kFirstHan;
  const std::size_t begin = at == 0 ? 0 : data::kStrokeEnds[at - 1];
  return data::kStrokes.substr(begin, data::kStrokeEnds[at] - begin);
}

bool is_syllable(std::string_view latin) {
  return !latin.empty() && std::ranges::binary_search(data::kSyllables, latin);
}

int commonness_of_word(char32_t first, char32_t second) {
  if (!is_han(first) || !is_han(second)) return 0;
  const std::uint32_t word = static_cast<std::uint32_t>(first << 16U) | static_cast<std::uint32_t>(second);
  const auto found = std::ranges::lower_bound(data::kWords, word);
  if (found == data::kWords.end() || *found != word) return 0;
  return data::kCommonness[static_cast<std::size_t>(found - data::kWords.begin())];
}

}  // namespace firstfix::search
