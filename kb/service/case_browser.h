// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kb/core/case.h"
#include "kb/core/clock.h"
#include "kb/core/result.h"
#include "kb/search/highlight.h"
#include "kb/service/knowledge.h"

namespace firstfix::service {

// A page of cases: by words, or all of a category. Every filter that is empty lets all pass.
struct BrowseRequest {
  std::string text;
  std::string category;  // leaf or branch
  std::string kind;
  std::string audience;
  std::size_t limit = 20;
  std::string cursor;         // of the page before, empty: the first page
  std::string confidence;     // archived cases are shown only when asked for
  std::string updated_since;  // a day, ISO 8601
  std::string sort;           // relevance (also when empty), updated, title or confidence
};

struct CaseSummary {
  CasePtr article;
  std::string category_label;
  std::vector<search::Piece> title;    // matches marked
  std::vector<search::Piece> snippet;  // of symptoms and issue
  std::optional<Date> updated;         // the local day it was last saved, where that is known
};

struct Facet {
  std::string id;
  std::string label;
  std::size_t count = 0;
};

// The matches saved in the last `days`, since the begin of the day `since`.
struct UpdateFacet {
  int days = 0;
  Date since;
  std::size_t count = 0;
};

struct CasePage {
  // False: none of the first cases says most of the words in its title or symptoms.
  bool answered = true;
  std::string did_you_mean;  // the text as it may have been meant; empty: it is right, as far as is known
  std::vector<CaseSummary> cases;
  std::size_t total = 0;
  std::vector<Facet> categories;  // leaves with matches, in the taxonomy's order
  std::vector<Facet> kinds;
  std::vector<Facet> confidences;
  std::vector<UpdateFacet> updates;  // 7, 30 and 90 days
  std::string next_cursor;           // empty: no more
};

// When it is, and how far local days are from UTC.
struct LocalNow {
  Timestamp now;
  std::chrono::minutes utc_offset{0};

  Date day_of(Timestamp time) const { return std::chrono::floor<std::chrono::days>(time + utc_offset); }
  Date today() const { return day_of(now); }
  // When that local day begins.
  Timestamp begin_of(Date day) const { return day - utc_offset; }
};

// A cursor also goes on in a library that has changed since (case_cursor.h); it counts
// for the request that it was made by. Errors: invalid (unknown category, kind, audience, confidence, sort or
// day; text over 10,000 characters; limit not 1..100; no cursor). Thread rule: any thread.
Result<CasePage> browse(const Snapshot& snapshot, const BrowseRequest& request, const LocalNow& now);

}  // namespace firstfix::service
