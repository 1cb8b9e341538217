// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include <xapian.h>

#include "kb/search/case_table.h"
#include "kb/search/case_texts.h"
#include "kb/search/first_look.h"
#include "kb/search/tokens.h"

namespace firstfix::search {

// Which cases a query lets pass: by category, kind, audience, confidence, update, phrases and what they must
// not say. Made for one query; all it is given must outlive it. Throws Xapian::Error. One thread.
class CaseFilter {
 public:
  CaseFilter(const Query& query, const CaseTable& table, const CaseTexts& texts,
             const Xapian::Database& database, Analyser& analyser);

  // Everything passes: there is nothing to ask of a case.
  bool passes_all() const { return passes_all_; }
  bool passes(std::size_t place) const {
    return passes(table_.of(place), table_.group_of(place)) && (passing_.empty() || passing_[place]);
  }

 private:
  bool passes(const CaseTable::Entry& entry, const CaseTable::Group& group) const;
  void keep_phrases(const Query& query, const CaseTexts& texts, const Xapian::Database& database,
                    Analyser& analyser);

  const Query& query_;
  const CaseTable& table_;
  std::vector<bool> categories_;  // by number, whether they pass; empty: all do
  bool passes_all_ = false;
  std::vector<bool> passing_;  // by place, as phrases and minus have it; empty: all do
};

}  // namespace firstfix::search
