// SPDX-License-Identifier: GPL-3.0-or-later
// The one place that says what of a case is indexed and how much everything weighs.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "kb/search/tokens.h"

namespace firstfix::search {

enum class Field { title, symptoms, category, issue, cause, environment, resolution, replies };

// All fields share one term space: a token in a field of weight 3 counts as three occurrences (BM25F: the
// frequencies are added up by weight before they saturate, Robertson, Zaragoza and Taylor 2004). A query so
// reads one posting list a token and not one for each field.
struct FieldRule {
  Field field;
  unsigned weight;
};

inline constexpr std::array<FieldRule, 8> kFields{{{Field::title, 3},
                                                   {Field::symptoms, 3},
                                                   {Field::category, 1},
                                                   {Field::issue, 2},
                                                   {Field::cause, 1},
                                                   {Field::environment, 1},
                                                   {Field::resolution, 1},
                                                   {Field::replies, 1}}};

// Chosen on the development sets `complaints` and `questions` together (README, "Weights"), one setting for
// all. Channels: what a query token is worth by the way it was cut. A two-character word is its bigram's term
// too, and has the worth of both; so the index stores it once.
struct ChannelWeights {
  double run = 1.0;
  double word = 1.4;
  double bigram = 1.0;
  double single = 1.8;
  double corrected = 0.5;  // of a word that a misspelt one may have meant: this share of its channel's
  double pinyin = 0.2;     // Chinese in Latin letters; its hits stand below those of real characters
  double sense = 0.5;      // another way to say it, by the lexicon
  double fact = 0.3;       // a known fact that the case names as a condition
};

inline constexpr ChannelWeights kChannels{};

constexpr double weight_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::run:
      return kChannels.run;
    case TokenKind::word:
      return kChannels.word;
    case TokenKind::bigram:
      return kChannels.bigram;
    case TokenKind::single:
      return kChannels.single;
  }
  return 0.0;
}

// Okapi BM25 over weighted counts: a k1 of 2.5 is what 0.8 is to a field of weight 3.
struct Bm25 {
  double k1 = 2.5;
  double b = 0.9;
  double k3 = 1.0;  // how soon a word repeated in the query stops counting more
};

inline constexpr Bm25 kBm25{};

// To find, not to order: how soon a word repeated in a case stops counting more. Without the lengths, for
// which Xapian reads a second list beside every term's.
inline constexpr double kLeadingK1 = 0.6;

// The most telling terms find: so many, and until so many postings are read. The others only order what those
// found (README, "Two steps").
inline constexpr std::size_t kMaxLeadingTerms = 12;
inline constexpr double kMaxPostings = 5'000;

// So many of the found are looked at again.
inline constexpr std::size_t kReranked = 80;

// The second look; BM25 of all terms is worth 1.
struct RerankWeights {
  double words = 0.8;          // BM25 of the query's words alone
  double single = 0.5;         // of those, words of one character
  double characters = 0.6;     // rarity of the shared characters, a longer document's worth less
  double characters_k1 = 1.0;  // of `characters`, which counts presence
  double likeness = 0.6;       // Dice: shared characters of both texts
};

inline constexpr RerankWeights kRerank{};

// A complaint of 3,000 characters has a thousand tokens; the most telling so many are asked for.
inline constexpr std::size_t kMaxQueryTerms = 64;

// Terms that are no words. Tokens are case-folded, so a capital X cannot begin one.
inline constexpr std::string_view kFactPrefix = "XF";   // coverage=weak
inline constexpr std::string_view kSensePrefix = "XL";  // the lexicon's term

inline std::string prefixed(std::string_view prefix, std::string_view value) {
  std::string term{prefix};
  term.append(value.substr(0, 200));  // Xapian refuses terms over 245 bytes
  return term;
}

inline std::string fact_term(std::string_view fact, std::string_view value) {
  return prefixed(kFactPrefix, std::string(fact) + "=" + std::string(value));
}

// Changes with the analyser, the fields or anything else that makes an old index wrong.
inline constexpr std::string_view kFormat = "4";
inline constexpr std::string_view kFormatKey = "firstfix.format";
inline constexpr std::string_view kFingerprintKey = "firstfix.fingerprint";

}  // namespace firstfix::search
