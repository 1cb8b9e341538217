// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/term_counts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

namespace firstfix::search {
namespace {

constexpr std::size_t kFirstPlaces = 2048;
constexpr unsigned kUnitBits = 16;
constexpr unsigned kKeyBits = std::numeric_limits<std::uint64_t>::digits;
static_assert(kShortUnits * kUnitBits == kKeyBits);

// Of 手机信号 the word 手机 is the bigram 手机: counted once.
bool is_also_bigram(TokenKind kind, std::u16string_view units) {
  return kind == TokenKind::word && u_countChar32(units.data(), static_cast<std::int32_t>(units.size())) == 2;
}

std::uint64_t key_of(std::u16string_view units) {
  std::uint64_t key = 0;
  for (const char16_t unit : units) key = key << kUnitBits | unit;
  return key << (kUnitBits * (kShortUnits - units.size()));
}

std::string term_of(std::uint64_t key) {
  std::array<char, 3 * kShortUnits> bytes;  // a unit takes at most three
  std::size_t size = 0;
  for (; key != 0; key <<= kUnitBits) {
    auto c = static_cast<UChar32>(key >> (kKeyBits - kUnitBits));
    if (U16_IS_LEAD(c)) {
      key <<= kUnitBits;
      c = U16_GET_SUPPLEMENTARY(c, key >> (kKeyBits - kUnitBits));
    }
    U8_APPEND_UNSAFE(bytes, size, c);
  }
  return {bytes.data(), size};
}

}  // namespace

TermCounts::TermCounts() : places_(kFirstPlaces, 0) {}

void TermCounts::short_cjk(TokenKind kind, std::u16string_view units) {
  if (is_also_bigram(kind, units)) return;
  const Key key = key_of(units);
  if (const std::uint32_t place = place_of(key); place != 0) {
    short_[place - 1].second += weight_;
    return;
  }
  short_.emplace_back(key, weight_);
  if (2 * short_.size() > places_.size()) grow();
  place_of(key) = static_cast<std::uint32_t>(short_.size());
}

std::vector<std::pair<std::string, unsigned>> TermCounts::take() {
  std::vector<std::pair<std::string, unsigned>> counts;
  counts.reserve(short_.size() + others_.size());
  std::ranges::sort(short_);
  for (const auto& [key, count] : short_) counts.emplace_back(term_of(key), count);
  short_.clear();
  places_.assign(kFirstPlaces, 0);
  std::ranges::sort(others_);
  for (auto& [term, count] : others_) {
    if (!counts.empty() && counts.back().first == term) {
      counts.back().second += count;
    } else {
      counts.emplace_back(std::move(term), count);
    }
  }
  others_.clear();
  return counts;
}

// Of the key, or the free one where it would be.
std::uint32_t& TermCounts::place_of(Key key) {
  constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15;  // 2^64 by the golden ratio: Knuth's hash
  const auto bits = static_cast<unsigned>(std::countr_zero(places_.size()));
  std::size_t at = (key * kSpread) >> (kKeyBits - bits);
  while (places_[at] != 0 && short_[places_[at] - 1].first != key) at = (at + 1) & (places_.size() - 1);
  return places_[at];
}

void TermCounts::grow() {
  places_.assign(2 * places_.size(), 0);
  for (std::uint32_t i = 0; i < short_.size(); ++i) place_of(short_[i].first) = i + 1;
}

}  // namespace firstfix::search
