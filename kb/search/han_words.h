// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <unicode/ucharstrie.h>

#include "kb/search/text_normal.h"

namespace firstfix::search {

// Cuts runs of Han characters into the words that ICU's word iterator cuts them into, from ICU's dictionary
// and by its rule (CjkBreakEngine: of all ways to cut, the one whose words' costs add up to least), in a
// fifth of its time. Thread rule: one for one thread at a time.
class HanWords {
 public:
  HanWords();

  // Whether ICU would cut units [from, to) of the text as they are here cut: all are Han, and nothing beside
  // them belongs to them. Never where ICU's dictionary is in a form that this program does not know.
  bool can_cut(const NormalText& text, int from, int to) const;

  // Where its words end, in order, in units from its start. Lent until the next call.
  const std::vector<int>& ends(std::u16string_view run);

 private:
  struct Step {
    std::uint32_t cost = 0;  // of the best way to cut what stands before
    std::size_t from = 0;    // where its last word begins
  };

  void reach(std::size_t from, std::size_t to, std::uint32_t cost);

  icu::UCharsTrie trie_;
  std::vector<Step> steps_;
  std::vector<int> ends_;
};

}  // namespace firstfix::search
