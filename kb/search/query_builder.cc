// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/query_builder.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kb/search/fields.h"

namespace firstfix::search {
namespace {

Xapian::Query any_of(const std::vector<Xapian::Query>& queries) {
  return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
}

Xapian::Query leading_words(const QueryTerms& query) {
  std::vector<Xapian::Query> terms;
  for (const QueryTerm& term : query.terms) {
    if (term.leads) terms.emplace_back(term.weight, Xapian::Query(term.text, term.occurrences));
  }
  return any_of(terms);
}

// Alone, facts order the list; beside words they wait for the second look.
Xapian::Query everything(const Query& query) {
  if (query.facts.empty()) return Xapian::Query::MatchAll;
  std::vector<Xapian::Query> facts;
  for (const auto& [id, value] : query.facts) facts.emplace_back(fact_term(id, value));
  return {Xapian::Query::OP_AND_MAYBE, Xapian::Query::MatchAll, Xapian::Query(kChannels.fact, any_of(facts))};
}

// What a text with that phrase has in any case: its runs and bigrams, of a lone character what stands for it.
Xapian::Query all_terms(const std::string& phrase, Analyser& analyser) {
  std::vector<Xapian::Query> terms;
  for (const Token& token : analyser.tokens(phrase)) {
    const bool lone = token.kind == TokenKind::single && token.end - token.begin == phrase.size();
    if (token.kind == TokenKind::run || token.kind == TokenKind::bigram || lone)
      terms.emplace_back(token.term);
  }
  return {Xapian::Query::OP_AND, terms.begin(), terms.end()};
}

class Filters {
 public:
  Filters(Xapian::Query query, TermFrequencies& frequencies, double cases)
      : query_(std::move(query)), frequencies_(frequencies), cases_(cases) {}

  // What all cases have keeps none away; reading it would cost as much as a word.
  void only(std::string_view prefix, std::string_view value) {
    const std::string term = prefixed(prefix, value);
    if (frequencies_.of(term) == cases_) return;
    query_ = {Xapian::Query::OP_FILTER, query_, Xapian::Query(term)};
  }

  void without(std::string_view prefix, std::string_view value) {
    const std::string term = prefixed(prefix, value);
    if (frequencies_.of(term) == 0.0) return;
    query_ = {Xapian::Query::OP_AND_NOT, query_, Xapian::Query(term)};
  }

  void only(const Xapian::Query& terms) {
    if (!terms.empty()) query_ = {Xapian::Query::OP_FILTER, query_, terms};
  }

  void without(const Xapian::Query& terms) {
    if (!terms.empty()) query_ = {Xapian::Query::OP_AND_NOT, query_, terms};
  }

  Xapian::Query take() && { return std::move(query_); }

 private:
  Xapian::Query query_;
  TermFrequencies& frequencies_;
  double cases_;
};

}  // namespace

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Xapian::Query build_query(const Query& query, const QueryTerms& terms, const QueryContext& context) {
  Xapian::Query found = is_blank(query.text) ? everything(query) : leading_words(terms);
  if (found.empty()) return found;
  Filters filters(std::move(found), context.frequencies, context.cases);
  if (query.category) filters.only(kCategoryPrefix, *query.category);
  if (query.kind) filters.only(kKindPrefix, to_string(*query.kind));
  if (query.audience) filters.only(kAudiencePrefix, to_string(*query.audience));
  if (!query.include_archived && query.confidence != Confidence::archived)
    filters.without(kStatePrefix, kArchived);
  for (const std::string& phrase : query.phrases) filters.only(all_terms(phrase, context.analyser));
  for (const std::string& phrase : query.without) filters.without(all_terms(phrase, context.analyser));
  return std::move(filters).take();
}

}  // namespace firstfix::search
