// SPDX-License-Identifier: GPL-3.0-or-later
// What the library had no sure answer to.
#pragma once

#include <string>
#include <vector>

#include <soci/soci.h>

#include "kb/core/knowledge_gap.h"

namespace firstfix::store {

// Counts a search; now and then, of more than kMostMissed texts, those longest not asked are forgotten.
class MissedSearchWrite {
 public:
  static constexpr long long kMostMissed = 5'000;

  explicit MissedSearchWrite(soci::session& session, long long most = kMostMissed);
  void run(const MissedSearch& search);

 private:
  std::string text_;
  long long at_ = 0;
  long long most_;
  int since_forgotten_ = 0;
  soci::statement upsert_;
  soci::statement forget_;
};

// Searches missed since then, and what callers said in contacts opened since then of which no case was sure
// and none was confirmed; the same words are one gap. Most often asked first, then the latest; at most
// `limit`.
std::vector<KnowledgeGap> read_gaps(soci::session& session, Timestamp since, int limit);

}  // namespace firstfix::store
