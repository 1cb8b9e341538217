// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kb/core/fact.h"

namespace firstfix::service {

// The words of the catalogue's values as the search reads them: width, case, traditional characters and
// blanks make no difference. Read once for a library. Immutable. Thread rule: any thread.
class HeardWords {
 public:
  // The catalogue must outlive it.
  explicit HeardWords(const FactCatalogue& catalogue);

  struct Heard {
    const FactDefinition* fact = nullptr;
    const FactValue* value = nullptr;
    std::string_view word;  // as the catalogue has it
  };
  // Of each fact the value that has a word in what was said, by the first such word, in the catalogue's
  // order. A word counts unless its clause takes it back: it is denied (不是在电梯里), wondered about
  // (是不是停电了) or over (以前在电梯里没信号，现在好了). Nothing of a fact of which two values are named,
  // and of one that can be asked only where no more than a hundred characters were said: in a letter the lift
  // may belong to another story, and asking costs little.
  std::vector<Heard> in(std::string_view said) const;
  // Puts it, from the source "symptom", as far as nobody knows it.
  void add_to(FactSet& facts, std::string_view said) const;

 private:
  struct Word {
    Heard means;
    std::string plain;
  };
  std::vector<std::size_t> found_in(std::string_view text) const;

  std::vector<Word> words_;  // fact by fact, in the catalogue's order
  // By their first character: a text is read once, however many words there are.
  std::unordered_map<std::string, std::vector<std::size_t>> by_first_;
};

}  // namespace firstfix::service
