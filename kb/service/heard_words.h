// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kb/core/fact.h"

namespace firstfix::service {

// The words of the catalogue's values as the search reads them: width, case and traditional characters make
// no difference. Read once for a library. Immutable. Thread rule: any thread.
class HeardWords {
 public:
  // The catalogue must outlive it.
  explicit HeardWords(const FactCatalogue& catalogue);

  struct Heard {
    const FactDefinition* fact = nullptr;
    const FactValue* value = nullptr;
    std::string_view word;  // as the catalogue has it
  };
  // Of each fact the first value that has a word in what was said, by the first such word.
  std::vector<Heard> in(std::string_view said) const;

 private:
  struct Word {
    Heard means;
    std::string plain;
  };
  std::vector<Word> words_;  // fact by fact, in the catalogue's order
};

}  // namespace firstfix::service
