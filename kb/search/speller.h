// SPDX-License-Identifier: GPL-3.0-or-later
// "Did you mean": words that a query has wrong by sound or shape, corrected to words that the library knows.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kb/core/library.h"
#include "kb/search/speller_vocabulary.h"

namespace firstfix::search {

struct Correction {
  struct Change {
    std::string from;        // as the query has it
    std::string to;          // simplified, lower case
    std::size_t offset = 0;  // byte of `from` in the query

    bool operator==(const Change&) const = default;
  };

  std::string text;             // the whole query, corrected
  std::vector<Change> changes;  // by offset, not overlapping; never empty
};

// Built once for a library; immutable, any number of threads may ask.
class Speller {
 public:
  explicit Speller(const Library& library) : vocabulary_(library) {}

  // Only the first kMaxCorrected characters are looked at; what is right or unknown altogether stays. No
  // value when nothing is to be corrected. Any bytes will do as query.
  std::optional<Correction> correct(std::string_view query) const;

  const SpellerVocabulary& vocabulary() const { return vocabulary_; }

  static constexpr std::size_t kMaxCorrected = 100;

 private:
  SpellerVocabulary vocabulary_;
};

}  // namespace firstfix::search
