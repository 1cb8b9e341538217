// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace firstfix::search {

struct Piece {
  std::string text;
  bool marked = false;

  bool operator==(const Piece&) const = default;
};

// Marks in many texts what one query looks for; cheaper than the functions below when a page shows ten hits.
// The words of the query are marked and nothing else: not what the lexicon or the facts added, because a
// reader could not tell why it is marked. Stop words are not marked. Thread rule: one thread at a time.
class Highlighter {
 public:
  explicit Highlighter(std::string_view query);
  ~Highlighter();
  Highlighter(Highlighter&&) noexcept;
  Highlighter& operator=(Highlighter&&) noexcept;

  // Splits `text` into pieces, marked and not in turn. The pieces joined give `text` again, byte for byte.
  std::vector<Piece> highlight(std::string_view text);

  // The part of `length` characters (as a reader counts them: grapheme clusters) with the most marked ones,
  // the matches in its middle, with an unmarked … where it is cut. Without a match it is the beginning.
  std::vector<Piece> snippet(std::string_view text, std::size_t length);

  // How much of the query, 0 to 1, stands in the text; by bigrams and runs, without the dictionary.
  double share_in(std::string_view text);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// For a single text.
std::vector<Piece> highlight(std::string_view text, std::string_view query);
std::vector<Piece> snippet(std::string_view text, std::string_view query, std::size_t length);

}  // namespace firstfix::search
