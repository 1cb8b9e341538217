// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/evidence_terms.h"

#include <unordered_set>
#include <utility>

#include <unicode/utf16.h>
#include <unicode/utf8.h>

namespace firstfix::search {
namespace {

constexpr double kCharacterWeight = 2.0;

char channel_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::run:
      return 'r';
    case TokenKind::word:
      return 'w';
    case TokenKind::bigram:
      return 'b';
    case TokenKind::single:
      return 0;  // all single characters are taken, not only those that stand alone
  }
  return 0;
}

std::string_view beginning_of(std::string_view text) {
  if (text.size() <= kMaxEvidenceBytes) return text;
  std::size_t size = kMaxEvidenceBytes;
  while (size > 0 && U8_IS_TRAIL(text[size])) --size;
  return text.substr(0, size);
}

}  // namespace

std::vector<EvidenceTerm> evidence_terms(std::string_view text, Analyser& analyser) {
  const NormalText normal = normalise(beginning_of(text));
  std::vector<EvidenceTerm> terms;
  std::unordered_set<std::string> seen;
  const auto add = [&](char channel, const std::string& term, double weight) {
    std::string name = channel + term;
    if (seen.insert(name).second) terms.push_back({std::move(name), weight});
  };
  for (const Token& token : analyser.tokens(normal)) {
    if (const char channel = channel_of(token.kind)) add(channel, token.term, 1.0);
  }
  for (int at = 0; at < normal.units.length();) {
    const UChar32 c = normal.units.char32At(at);
    const int next = at + U16_LENGTH(c);
    if (is_cjk(static_cast<char32_t>(c))) add('c', normal.utf8(at, next), kCharacterWeight);
    at = next;
  }
  return terms;
}

}  // namespace firstfix::search
