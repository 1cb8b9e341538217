// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kb/core/library.h"
#include "kb/search/text_normal.h"

namespace firstfix::search {

// A text as the speller compares it: normalised, simplified, one element for each UTF-16 unit.
std::u32string spelling_of(const NormalText& text);

// Which keys a table surely lacks, by some bits of their hashes: nearly all pieces of a text are no word, and
// asking the table itself costs a walk through memory.
class KeyFilter {
 public:
  void add(std::uint64_t hash) { bits_[place(hash)] |= bit(hash); }
  bool may_have(std::uint64_t hash) const { return (bits_[place(hash)] & bit(hash)) != 0; }
  // Makes room for so many keys; forgets those there were.
  void reset(std::size_t keys);

 private:
  std::size_t place(std::uint64_t hash) const { return (hash >> 6U) & (bits_.size() - 1); }
  static std::uint64_t bit(std::uint64_t hash) { return std::uint64_t{1} << (hash & 63U); }

  std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>(1);
};

// What words a library knows: which it may offer for a misspelt one, and which are right as they are.
// Immutable; any number of threads may read it.
class SpellerVocabulary {
 public:
  struct Word {
    std::u32string text;
    std::uint32_t count = 0;  // in titles, symptoms and lexicon
    bool term = false;        // a form of the lexicon
  };
  // A word with a place in it that a query may have wrong.
  struct Place {
    std::uint32_t word = 0;
    std::uint32_t at = 0;
  };

  explicit SpellerVocabulary(const Library& library);

  const Word& word(std::uint32_t index) const { return words_[index]; }
  const Word* find(std::u32string_view text) const;
  // Words equal to `text` but for the character at `at`.
  const std::vector<Place>& other_at(std::u32string_view text, std::size_t at) const;
  // Words that have one more character, inside, than `text`.
  const std::vector<Place>& one_longer(std::u32string_view text) const;
  // Words of Latin letters of that length.
  const std::vector<std::uint32_t>& latin_words(std::size_t length) const;

  // The two characters stand side by side somewhere in the library or are a word of general Chinese.
  bool knows(char32_t first, char32_t second) const;
  bool knows_latin(std::u32string_view word) const;

  std::size_t size() const { return words_.size(); }

 private:
  using PhraseCounts =
      std::unordered_map<std::uint64_t, std::uint32_t>;  // three or four characters as a number

  PhraseCounts count_phrases(const std::vector<std::u32string>& texts,
                             const std::vector<std::u32string>& forms) const;
  void add_terms(const std::vector<std::u32string>& forms, const PhraseCounts& phrases);
  void add_words(const PhraseCounts& phrases);
  void know_articles(const Library& library);
  void know(const std::u32string& text);
  void add(std::u32string text, std::uint32_t count, bool term);
  void index_word(std::uint32_t index);
  void make_filters();

  std::vector<Word> words_;
  std::unordered_map<std::u32string, std::uint32_t> by_text_;
  std::unordered_map<std::u32string, std::vector<Place>> by_gap_;      // one character replaced by kGap
  std::unordered_map<std::u32string, std::vector<Place>> by_missing_;  // one inner character left out
  std::unordered_map<std::size_t, std::vector<std::uint32_t>> latin_;
  std::unordered_map<std::uint64_t, std::uint32_t> pairs_;
  std::unordered_map<std::u32string, std::uint32_t> latin_known_;
  KeyFilter texts_;    // of by_text_
  KeyFilter gaps_;     // of by_gap_
  KeyFilter missing_;  // of by_missing_
};

}  // namespace firstfix::search
