// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "kb/search/case_texts.h"
#include "kb/search/senses.h"
#include "kb/search/tokens.h"

namespace firstfix::search {

// In how many cases a term is. Remembers what it was asked, since customers' words repeat and each answer of
// the database walks its tree. Throws Xapian::Error. One thread.
class TermFrequencies {
 public:
  // The database must outlive it and stay as it is.
  explicit TermFrequencies(const Xapian::Database& database) : database_(database) {}
  double of(const std::string& term);

 private:
  const Xapian::Database& database_;
  std::unordered_map<std::string, double> known_;
};

enum class TermKind { run, word, bigram, single, sense, pinyin };

struct QueryTerm {
  std::string text;
  TermKind kind = TermKind::run;  // of a two-character word: word, as which it stands for the bigram too
  double weight = 0.0;            // by channel, summed over the ways it was cut
  unsigned occurrences = 0;       // in the query
  double rarity = 0.0;
  double worth = 0.0;      // what it adds to a score at most, less k1 + 1: weight, rarity, repetition
  double frequency = 0.0;  // cases that have it
  bool leads = false;      // finds; the others only order what those found
};

// What a text asks for.
struct QueryTerms {
  std::vector<QueryTerm> terms;  // that any case has, the most telling first, at most kMaxQueryTerms
  std::vector<Token> tokens;     // without stop words
};

// What query_terms needs to know of the library. All must outlive the call.
struct QueryContext {
  Analyser& analyser;
  const Senses& senses;
  TermFrequencies& frequencies;
  double cases = 0.0;
};

// `corrected` is what the text may have meant, misspelt; empty when it is right. Its words are asked for
// beside the text's own.
QueryTerms query_terms(const std::string& text, const std::string& corrected, const QueryContext& context);

}  // namespace firstfix::search
