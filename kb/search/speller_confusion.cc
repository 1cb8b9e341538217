// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/speller_confusion.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "kb/search/han_tables.h"

namespace firstfix::search {
namespace {

constexpr double kNearSound = 0.3;

std::string rough_reading(std::string_view reading) {
  std::string rough(reading);
  if (rough.size() > 1 && rough[1] == 'h') rough.erase(1, 1);
  if (rough.front() == 'n') rough.front() = 'l';
  if (rough.front() == 'h') rough.front() = 'f';
  if (rough.size() > 2 && rough.ends_with("ng")) rough.pop_back();
  return rough;
}

// A part that both begin or end with: 传 and 转 share 专.
std::size_t shared_part(std::string_view strokes, std::string_view other) {
  const auto begin = std::ranges::mismatch(strokes, other).in1 - strokes.begin();
  const auto end =
      std::mismatch(strokes.rbegin(), strokes.rend(), other.rbegin(), other.rend()).first - strokes.rbegin();
  return static_cast<std::size_t>(std::max(begin, end));
}

// Strokes alone are too few signs to be compared loosely: half of all pairs look alike by edit distance. So
// what counts is a whole shared part.
double unlikeness(std::string_view strokes, std::string_view other) {
  if (strokes.empty() || other.empty()) return 1.0;
  const double shared = 2.0 * static_cast<double>(shared_part(strokes, other));
  return std::max(0.0, 1.0 - shared / static_cast<double>(strokes.size() + other.size()));
}

}  // namespace

bool sounds_near(std::string_view reading, std::string_view other) {
  return !reading.empty() && !other.empty() && rough_reading(reading) == rough_reading(other);
}

Confusion confusion(char32_t typed, char32_t meant) {
  Confusion result;
  const std::string_view reading = reading_of(typed);
  const std::string_view other = reading_of(meant);
  if (!reading.empty() && reading == other)
    result.sound = 0.0;
  else if (sounds_near(reading, other))
    result.sound = kNearSound;
  result.shape = unlikeness(strokes_of(typed), strokes_of(meant));
  return result;
}

}  // namespace firstfix::search
