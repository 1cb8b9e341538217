// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include <xapian.h>

#include "kb/search/index_units.h"
#include "kb/search/tokens.h"

namespace firstfix::search {

// A document that the OR of terms brought up.
struct Found {
  Xapian::docid document = 0;
  double score = 0.0;     // in: the OR's; out: the fused one, on the OR's scale
  double coverage = 0.0;  // out: share of the query's units by rarity that the document has, 0 to 1
};

// Looks again at the best that were found, by what one sum of terms cannot say: words alone, characters
// alone, and how much of either text the other has. Each is normalised by the best of its kind and they are
// added up (kRerank), so that no channel outweighs the others on one sort of text. One thread.
class QueryReranker {
 public:
  QueryReranker(const Xapian::Database& database, const UnitSets& units)
      : database_(database), units_(units) {}

  // `tokens` of the query without stop words; `found` best first. Equal scores keep their order.
  void rerank(const std::vector<Token>& tokens, std::vector<Found>& found) const;

 private:
  std::vector<double> word_scores(const std::vector<Token>& tokens, std::span<const Found> found) const;

  const Xapian::Database& database_;
  const UnitSets& units_;
};

}  // namespace firstfix::search
