// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "kb/search/tokens.h"

namespace firstfix::search {

// What a query looks for, in the form in which texts are passed over quickly: two neighbouring characters as
// a number, a run of letters and digits as its term. Words of three and more characters are left to their
// bigrams, so that no text needs the dictionary. Immutable once filled; then any thread may look.
class SoughtTerms {
 public:
  using Number = std::uint32_t;

  // The same number for the same term; none for a word that its bigrams stand for.
  std::optional<Number> add(const Token& token);
  std::size_t size() const { return numbers_; }

  // Calls found(number, from, to) with the units of each place in `text` where a term stands, in text order
  // of the runs.
  template <typename Found>
  void look(const NormalText& text, Found found) const {
    for (const Stretch& stretch : stretches_of(text)) {
      if (stretch.is_cjk) {
        look_at_characters(text, stretch, found);
      } else if (const auto known = runs_.find(stretch.term); known != runs_.end()) {
        found(known->second, stretch.from, stretch.to);
      }
    }
  }

 private:
  // Of no character and one: a character that stands alone.
  static std::uint64_t pair_of(char32_t before, char32_t c) { return std::uint64_t{before} << 32U | c; }

  template <typename Found>
  void look_at_characters(const NormalText& text, const Stretch& stretch, Found& found) const {
    char32_t before = 0;
    int from = stretch.from;
    for (int at = from; at < stretch.to;) {
      const auto c = static_cast<char32_t>(text.units.char32At(at));
      const int next = text.units.moveIndex32(at, 1);
      const bool has_neighbour = at > stretch.from;
      if (has_neighbour || next == stretch.to) {
        const auto known = pairs_.find(pair_of(before, c));
        if (known != pairs_.end()) found(known->second, from, next);
      }
      before = c;
      from = at;
      at = next;
    }
  }

  std::unordered_map<std::uint64_t, Number> pairs_;
  std::unordered_map<std::string, Number> runs_;
  Number numbers_ = 0;
};

}  // namespace firstfix::search
