// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kb/search/tokens.h"

namespace firstfix::search {

// The weighted occurrences of one case's terms. Nine terms in ten are CJK ones of few characters: these are
// counted by number, and written out once each.
class TermCounts : public TermReader {
 public:
  TermCounts();

  // Of all terms until the next call.
  void weigh(unsigned weight) { weight_ = weight; }

  void term(std::string term) override { others_.emplace_back(std::move(term), weight_); }
  void short_cjk(TokenKind kind, std::u16string_view units) override;

  // Every term once, nearly in the order of the terms: Xapian keeps them in trees, where the way from one to
  // its neighbour is short. Empty afterwards.
  std::vector<std::pair<std::string, unsigned>> take();

 private:
  using Key = std::uint64_t;  // a term's units, the first one highest; never 0

  struct Slot {
    Key key = 0;
    unsigned count = 0;
  };

  Slot& slot_of(Key key);
  void grow();

  unsigned weight_ = 1;
  std::vector<Slot> slots_;  // by hash, a power of two of them, at most half in use
  std::vector<Key> keys_;    // those in use
  std::vector<std::pair<std::string, unsigned>> others_;
};

}  // namespace firstfix::search
