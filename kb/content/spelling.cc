// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/spelling.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "kb/content/code_points.h"
#include "kb/core/utf8.h"

namespace firstfix::content {
namespace {

constexpr std::size_t kLongestList = 12;
constexpr std::size_t kLongestQuote = 40;
constexpr std::size_t kLongestWord = 64;  // the distance is quadratic; no id is longer

// "device.volte" ends in the part "volte".
bool ends_in_part(std::string_view candidate, std::string_view word) {
  if (candidate.size() <= word.size() || !candidate.ends_with(word)) return false;
  const char before = candidate[candidate.size() - word.size() - 1];
  return before == '.' || before == '/';
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::u32string left = code_points(a);
  const std::u32string right = code_points(b);
  std::vector<std::vector<std::size_t>> cost(left.size() + 1, std::vector<std::size_t>(right.size() + 1));
  for (std::size_t i = 0; i <= left.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= right.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replace = cost[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replace});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[left.size()][right.size()];
}

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates) {
  if (word.empty() || word.size() > kLongestWord) return std::nullopt;
  std::size_t best_distance = std::max<std::size_t>(1, count_code_points(word) / 3) + 1;
  std::optional<std::string_view> best;
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = ends_in_part(candidate, word) ? 1 : edit_distance(word, candidate);
    if (distance >= best_distance) continue;
    best_distance = distance;
    best = candidate;
  }
  return best;
}

std::string suggestion(std::string_view word, std::span<const std::string_view> candidates,
                       std::string_view what, std::string_view otherwise) {
  if (const auto near = nearest(word, candidates)) return fmt::format("是不是“{}”？", *near);
  if (!otherwise.empty() && candidates.size() > kLongestList) return std::string(otherwise);
  return fmt::format("{}：{}", what, listed(candidates));
}

std::string listed(std::span<const std::string_view> words) {
  return fmt::format("{}", fmt::join(words, "、"));
}

std::string quoted(std::string_view word) {
  std::string shown;
  std::size_t points = 0;
  for (const char c : word) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && ++points > kLongestQuote) return fmt::format("“{}…”", shown);
    shown.push_back(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
  }
  return fmt::format("“{}”", shown);
}

}  // namespace firstfix::content
