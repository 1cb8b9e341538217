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

  std::uint32_t& place_of(Key key);
  void grow();

  unsigned weight_ = 1;
  std::vector<std::pair<Key, unsigned>> short_;
  // By hash: one more than where in short_ a key is, 0 for none. A power of two, at most half of them in use.
  std::vector<std::uint32_t> places_;
  std::vector<std::pair<std::string, unsigned>> others_;
};

}  // namespace firstfix::search
