// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/in_words.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

namespace firstfix::test {

const words::Catalogues& catalogues() {
  static const auto loaded =
      words::Catalogues::load(std::filesystem::path(FIRSTFIX_SOURCE_DIR) / "static" / "strings");
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return *loaded;
}

std::string in_chinese(const Message& message, const FactCatalogue& facts) {
  return words::say(message, catalogues().in(words::Language::chinese), facts);
}

std::string in_english(const Message& message, const FactCatalogue& facts) {
  return words::say(message, catalogues().in(words::Language::english), facts);
}

bool reads_as_it_stands(const Fact& fact) {
  return fact.reading.empty() || in_chinese(fact.reading) == fact.value;
}

// Chinese punctuation (U+3000 on) and characters begin with E3 to E9 in UTF-8; nothing else that we write
// does.
bool has_han(const std::string& text) {
  return std::ranges::any_of(text, [](char c) { return c >= '\xe3' && c <= '\xe9'; });
}

}  // namespace firstfix::test
