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

constexpr std::size_t kFirstSlots = 2048;
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

TermCounts::TermCounts() : slots_(kFirstSlots) {}

void TermCounts::short_cjk(TokenKind kind, std::u16string_view units) {
  if (is_also_bigram(kind, units)) return;
  const Key key = key_of(units);
  Slot* slot = &slot_of(key);
  if (slot->key == 0) {
    if (2 * keys_.size() >= slots_.size()) {
      grow();
      slot = &slot_of(key);
    }
    keys_.push_back(key);
    slot->key = key;
  }
  slot->count += weight_;
}

std::vector<std::pair<std::string, unsigned>> TermCounts::take() {
  std::vector<std::pair<std::string, unsigned>> counts;
  counts.reserve(keys_.size() + others_.size());
  std::ranges::sort(keys_);
  for (const Key key : keys_) counts.emplace_back(term_of(key), slot_of(key).count);
  slots_.assign(kFirstSlots, Slot{});
  keys_.clear();
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

// Where the key is, or the free slot where it would be.
TermCounts::Slot& TermCounts::slot_of(Key key) {
  constexpr std::uint64_t kSpread =
      0x9E3779B97F4A7C15;  // Knuth's multiplicative hash: 2^64 by the golden ratio
  const int bits = std::countr_zero(slots_.size());
  std::size_t at = static_cast<std::size_t>((key * kSpread) >> (kKeyBits - static_cast<unsigned>(bits)));
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) % slots_.size();
  return slots_[at];
}

void TermCounts::grow() {
  const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
  for (const Slot& slot : before) {
    if (slot.key != 0) slot_of(slot.key) = slot;
  }
}

}  // namespace firstfix::search
