// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/sought_terms.h"

namespace firstfix::search {

std::optional<SoughtTerms::Number> SoughtTerms::add(const Token& token) {
  if (token.kind == TokenKind::run) {
    const auto [known, is_new] = runs_.try_emplace(token.term, numbers_);
    numbers_ += is_new ? 1 : 0;
    return known->second;
  }
  const auto text = icu::UnicodeString::fromUTF8(token.term);
  const int characters = text.countChar32();
  if (characters > 2) return std::nullopt;
  const auto first = static_cast<char32_t>(text.char32At(0));
  const auto last = static_cast<char32_t>(text.char32At(text.length() - 1));
  const auto [known, is_new] = pairs_.try_emplace(pair_of(characters == 1 ? 0 : first, last), numbers_);
  numbers_ += is_new ? 1 : 0;
  return known->second;
}

}  // namespace firstfix::search
