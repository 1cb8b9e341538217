// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/knowledge_gap.h"
#include "kb/core/result.h"
#include "kb/service/case_browser.h"
#include "kb/service/knowledge.h"
#include "kb/store/database.h"

namespace firstfix::service {

// What was asked, as experts may read it: one line of at most 200 characters, with "…" for the digits that
// may be somebody's number (seven and more in a row).
std::string gap_text(std::string_view said);

// Keeps for the experts what the library had no sure answer to. Thread rule: any thread.
class GapBook {
 public:
  // Both must outlive it.
  GapBook(const Knowledge& knowledge, store::Database& database, Clock clock)
      : knowledge_(knowledge), database_(database), clock_(std::move(clock)) {}

  // Remembers a search that found nothing good anywhere (CasePage::answered). For first pages of what
  // somebody has finished typing; nobody waits for it.
  void heard(const BrowseRequest& request, const CasePage& page);

  // Of the last `days` (1 to 365) at most `limit` (1 to 500), most often asked first. Searches that the
  // library answers by now are left out: each is searched again, half a millisecond. Errors: invalid,
  // unavailable.
  Result<std::vector<KnowledgeGap>> list(std::size_t days, std::size_t limit) const;

 private:
  bool is_answered_now(const KnowledgeGap& gap) const;

  const Knowledge& knowledge_;
  store::Database& database_;
  Clock clock_;
};

}  // namespace firstfix::service
