// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kb/core/case.h"
#include "kb/core/result.h"
#include "kb/search/highlight.h"
#include "kb/service/knowledge.h"

namespace firstfix::service {

// A page of cases: by words, or all of a category.
struct BrowseRequest {
  std::string text;
  std::string category;  // leaf or branch, empty: all
  std::string kind;      // empty: all
  std::string audience;  // empty: all
  std::size_t limit = 20;
  std::string cursor;  // of the page before, empty: the first page
};

struct CaseSummary {
  CasePtr article;
  std::string category_label;
  std::vector<search::Piece> title;    // matches marked
  std::vector<search::Piece> snippet;  // of symptoms and issue
};

struct Facet {
  std::string id;
  std::string label;
  std::size_t count = 0;
};

struct CasePage {
  std::string did_you_mean;  // the text as it may have been meant; empty: it is right, as far as is known
  std::vector<CaseSummary> cases;
  std::size_t total = 0;
  std::vector<Facet> categories;  // leaves with matches, in the taxonomy's order
  std::vector<Facet> kinds;
  std::string next_cursor;  // empty: no more
};

// Errors: invalid (unknown category, kind, audience; text over 10,000 characters; limit not 1..100; a cursor
// of another library or query). Thread rule: any thread.
Result<CasePage> browse(const Snapshot& snapshot, const BrowseRequest& request);

}  // namespace firstfix::service
