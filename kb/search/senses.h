// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bitset>
#include <string>
#include <unordered_map>
#include <vector>

#include "kb/core/library.h"
#include "kb/search/text_normal.h"

namespace firstfix::search {

// The lexicon as the index uses it: every way to say a thing has one sense, named by the entry's term. A case
// and a symptom that say it differently so share a term. Immutable; any number of threads may read it.
class Senses {
 public:
  explicit Senses(const Lexicon& lexicon);

  // The senses named in the text, as index terms, once for each occurrence. Where forms contain one another
  // the longest counts: 携号转网 is not also 转网. A Latin form matches whole words only.
  std::vector<std::string> find(const NormalText& text) const;

 private:
  struct Form {
    icu::UnicodeString units;
    std::string sense;
  };

  void add(const std::string& form, const std::string& sense);
  int match_end(const NormalText& text, int at, const Form& form) const;

  std::unordered_map<char16_t, std::vector<Form>> by_first_;  // longest first
  std::bitset<0x10000> begins_;  // the keys of by_first_: most characters of a text begin no form
};

}  // namespace firstfix::search
