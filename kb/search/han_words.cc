// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/han_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <utility>

#include <unicode/udata.h>

#include "kb/search/han_tables.h"

namespace firstfix::search {
namespace {

constexpr std::uint32_t kUnknownCost = 255;  // of a character that is no word of the dictionary
constexpr std::size_t kLongestWord = 20;
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

using DataFile = icu::LocalUDataMemoryPointer;

DataFile open_dictionary() {
  UErrorCode status = U_ZERO_ERROR;
  DataFile file(udata_open(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", &status));
  return U_SUCCESS(status) ? std::move(file) : DataFile();
}

// Within the file. Null when there is none or its form is another than that of ICU 4.8 to 72.
const char16_t* trie_of(const DataFile& file) {
  constexpr std::array<std::uint8_t, 4> kFormat{'D', 'i', 'c', 't'};
  constexpr std::size_t kTrieOffset = 0;
  constexpr std::size_t kTrieType = 4;
  constexpr std::int32_t kUnitsNotBytes = 1;
  if (file.isNull()) return nullptr;
  UDataInfo info{};
  info.size = sizeof info;
  udata_getInfo(file.getAlias(), &info);
  const auto* const indexes = static_cast<const std::int32_t*>(udata_getMemory(file.getAlias()));
  if (!std::ranges::equal(info.dataFormat, kFormat) || info.formatVersion[0] != 1) return nullptr;
  if ((indexes[kTrieType] & 7) != kUnitsNotBytes) return nullptr;
  return reinterpret_cast<const char16_t*>(reinterpret_cast<const char*>(indexes) + indexes[kTrieOffset]);
}

// Where the words that begin with a character begin in the trie: the step to there is the longest, among
// thousands of branches.
struct Beginning {
  std::uint64_t state = 0;     // 0: no longer word does
  std::uint32_t cost = kNone;  // of the character as a word
};

class HanDictionary {
 public:
  HanDictionary() : file_(open_dictionary()), trie_(trie_of(file_)) {
    if (trie_ == nullptr) return;
    beginnings_.resize(kLastHan - kFirstHan + 1);
    icu::UCharsTrie trie(trie_);
    for (std::size_t i = 0; i < beginnings_.size(); ++i) {
      const UStringTrieResult found = trie.first(static_cast<std::int32_t>(kFirstHan + i));
      if (USTRINGTRIE_HAS_VALUE(found)) beginnings_[i].cost = static_cast<std::uint32_t>(trie.getValue());
      if (USTRINGTRIE_HAS_NEXT(found)) beginnings_[i].state = trie.getState64();
    }
  }

  const char16_t* trie() const { return trie_; }
  const Beginning& of(char16_t han) const { return beginnings_[han - kFirstHan]; }

 private:
  const DataFile file_;
  const char16_t* trie_;
  std::vector<Beginning> beginnings_;
};

const HanDictionary& dictionary() {
  static const HanDictionary opened;
  return opened;
}

// What ends a run and belongs to no word on either side: not so a mark, or a Han character of another block.
bool is_apart(char16_t c) {
  return c < 0x80 || (c >= 0x2010 && c <= 0x2027) || c == 0x3001 || c == 0x3002 ||
         (c >= 0x3008 && c <= 0x3011);
}

}  // namespace

HanWords::HanWords() : trie_(dictionary().trie()) {}

bool HanWords::can_cut(const NormalText& text, int from, int to) const {
  if (dictionary().trie() == nullptr) return false;
  if (from > 0 && !is_apart(text.units[from - 1])) return false;
  if (to < text.units.length() && !is_apart(text.units[to])) return false;
  const char16_t* const units = text.units.getBuffer();
  return std::all_of(units + from, units + to, [](char16_t c) { return is_han(c); });
}

const std::vector<int>& HanWords::ends(std::u16string_view run) {
  steps_.assign(run.size() + 1, {kNone, 0});
  steps_[0].cost = 0;
  for (std::size_t at = 0; at < run.size(); ++at) {
    const Beginning& begun = dictionary().of(run[at]);
    reach(at, at + 1, begun.cost == kNone ? kUnknownCost : begun.cost);
    if (begun.state == 0) continue;
    trie_.resetToState64(begun.state);
    const std::size_t end = std::min(run.size(), at + kLongestWord);
    for (std::size_t next = at + 1; next < end; ++next) {
      const UStringTrieResult found = trie_.next(run[next]);
      if (USTRINGTRIE_HAS_VALUE(found)) reach(at, next + 1, static_cast<std::uint32_t>(trie_.getValue()));
      if (!USTRINGTRIE_HAS_NEXT(found)) break;
    }
  }
  ends_.clear();
  for (std::size_t at = run.size(); at > 0; at = steps_[at].from) ends_.push_back(static_cast<int>(at));
  std::ranges::reverse(ends_);
  return ends_;
}

void HanWords::reach(std::size_t from, std::size_t to, std::uint32_t cost) {
  const std::uint32_t sum = steps_[from].cost + cost;
  if (sum < steps_[to].cost) steps_[to] = {sum, from};
}

}  // namespace firstfix::search
