// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/core/case.h"
#include "kb/core/clock.h"
#include "kb/core/knowledge_gap.h"
#include "kb/core/library.h"
#include "kb/core/result.h"
#include "kb/service/case_browser.h"
#include "server/pages/views.h"

namespace firstfix::pages {

// The list page. `everywhere` counts the matches of all categories, so that one can go from one to another.
struct CaseListing {
  service::BrowseRequest request;
  service::CasePage page;
  std::vector<service::Facet> everywhere;
};

// Pure: what templates/cases.mustache shows.
Data cases_data(const CaseListing& listing, const Library& library, const Strings& t);
// The list cannot be made: what was asked, why not, and the whole library to go on from.
Data cases_error_data(const CaseListing& listing, const Library& library, const Error& error,
                      const Strings& t);

// Pure: what templates/gaps.mustache shows; days are local.
Data gaps_data(const std::vector<KnowledgeGap>& gaps, const service::LocalNow& now, const Strings& t);

// Pure: what templates/article.mustache shows; `today` tells what is due for review.
Data article_data(const Case& article, const Library& library, Date today, const Strings& t);

}  // namespace firstfix::pages
