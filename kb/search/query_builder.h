// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <xapian.h>

#include "kb/search/index.h"
#include "kb/search/senses.h"
#include "kb/search/tokens.h"

namespace firstfix::search {

// A Query as Xapian understands it: one OR of weighted terms, lifted by facts, under filters. Built by hand
// because Xapian's QueryParser ANDs Chinese bigrams and reads wildcards and quotes in what a customer says.
// Throws Xapian::Error.
class QueryBuilder {
 public:
  // All three must outlive the builder.
  QueryBuilder(const Xapian::Database& database, Analyser& analyser, const Senses& senses)
      : database_(database), analyser_(analyser), senses_(senses) {}

  Xapian::Query build(const Query& query);
  // What the last build() asked for, without stop words. Empty when it only browses.
  const std::vector<Token>& tokens() const { return tokens_; }

 private:
  Xapian::Query words(const std::string& text);
  Xapian::Query lifted_by_facts(Xapian::Query words, const Query& query) const;
  Xapian::Query filtered(Xapian::Query found, const Query& query) const;

  const Xapian::Database& database_;
  Analyser& analyser_;
  const Senses& senses_;
  std::vector<Token> tokens_;
};

}  // namespace firstfix::search
