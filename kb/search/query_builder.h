// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <xapian.h>

#include "kb/search/index.h"
#include "kb/search/query_terms.h"

namespace firstfix::search {

// A Query as Xapian understands it: one OR of the leading terms under filters, phrases among them as far as
// their terms go, or for an empty text everything that passes them, lifted by facts. Built by hand because
// Xapian's QueryParser ANDs Chinese bigrams and reads wildcards and quotes in what a customer says. Empty
// when the text has no word that any case has. Throws Xapian::Error. `terms` of query.text.
Xapian::Query build_query(const Query& query, const QueryTerms& terms, const QueryContext& context);

// No words at all: a query for everything that passes its filters.
bool is_blank(std::string_view text);

}  // namespace firstfix::search
