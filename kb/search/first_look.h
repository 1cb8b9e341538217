// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <xapian.h>

namespace firstfix::search {

// A case the first look brings up. Small, because there are thousands to a query.
struct Match {
  std::uint32_t place = 0;  // in Library::cases
  float score = 0.0F;       // of the leading terms
};

// The cases that have any of some terms, from Xapian's posting lists, a term at a time. Xapian's own matcher
// goes through the lists side by side to stop early; here the lists are short by choice (kMaxPostings) and
// everything in them is counted, so that filters and facets come for a look into a table. Kept from query to
// query for its table. Throws Xapian::Error. One thread.
class FirstLook {
 public:
  // The database must outlive it and stay as it is; its documents are the `cases` by their places.
  FirstLook(const Xapian::Database& database, std::size_t cases)
      : database_(database), scores_(cases, 0.0F) {}

  // Drops what a search that broke off has left.
  void begin();
  // Adds `worth`, saturated by how often the case has the term (BM25 without lengths), to each that has it.
  void add(const std::string& term, double worth);
  // The cases added to with their sums, in no order; forgets them.
  std::vector<Match> take();

 private:
  const Xapian::Database& database_;
  std::vector<float> scores_;           // by place
  std::vector<std::uint32_t> touched_;  // whose score is not 0
};

// The places of the cases that have all terms, in order; of no terms: no case. Throws Xapian::Error.
std::vector<std::size_t> places_having_all(const Xapian::Database& database,
                                           const std::vector<std::string>& terms);

}  // namespace firstfix::search
