// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/query_builder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kb/search/fields.h"

namespace firstfix::search {
namespace {

struct Term {
  std::string text;
  double weight = 0.0;       // by channel, summed over the kinds that cut the same term
  unsigned occurrences = 0;  // in the query
  double telling = 0.0;      // how much the term can add to a score, about
};

// Repetitions of a term become one term that counts a little more.
class TermBag {
 public:
  void add(std::string text, double weight, TokenKind kind) {
    const auto [place, is_new] = by_text_.try_emplace(std::move(text), terms_.size());
    if (is_new) terms_.push_back({place->first, 0.0, 0, 0.0});
    kinds_.resize(terms_.size());
    Term& term = terms_[place->second];
    unsigned& count = kinds_[place->second][static_cast<std::size_t>(kind)];
    if (count == 0) term.weight += weight;
    term.occurrences = std::max(term.occurrences, ++count);
  }

  std::vector<Term> take() && { return std::move(terms_); }

 private:
  std::unordered_map<std::string, std::size_t> by_text_;
  std::vector<Term> terms_;
  std::vector<std::array<unsigned, 4>> kinds_;
};

// The weight BM25 can give at most, less constants: channel, rarity, repetition.
double telling(const Term& term, double documents, double frequency) {
  const double rarity = std::log(1.0 + (documents - frequency + 0.5) / (frequency + 0.5));
  const double repeated = (kBm25.k3 + 1.0) * term.occurrences / (kBm25.k3 + term.occurrences);
  return term.weight * rarity * repeated;
}

// Without those the index does not have, and the most telling kMaxQueryTerms of the rest.
std::vector<Term> most_telling(std::vector<Term> terms, const Xapian::Database& database) {
  const double documents = database.get_doccount();
  for (Term& term : terms) {
    const auto frequency = database.get_termfreq(term.text);
    term.telling = frequency == 0 ? -1.0 : telling(term, documents, frequency);
  }
  std::erase_if(terms, [](const Term& term) { return term.telling < 0.0; });
  if (terms.size() <= kMaxQueryTerms) return terms;
  std::ranges::stable_sort(terms, std::ranges::greater{}, &Term::telling);
  terms.resize(kMaxQueryTerms);
  return terms;
}

Xapian::Query any_of(const std::vector<Xapian::Query>& queries) {
  return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
}

Xapian::Query with_term(const Xapian::Query& query, std::string_view prefix, std::string_view value) {
  return {Xapian::Query::OP_FILTER, query, Xapian::Query(prefixed(prefix, value))};
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

Xapian::Query QueryBuilder::build(const Query& query) {
  tokens_.clear();
  Xapian::Query found = is_blank(query.text) ? Xapian::Query::MatchAll : words(query.text);
  return filtered(lifted_by_facts(std::move(found), query), query);
}

Xapian::Query QueryBuilder::words(const std::string& source) {
  const NormalText text = normalise(source);
  TermBag bag;
  tokens_ = without_stop_words(analyser_.tokens(text), StopRule::words_only);
  for (const Token& token : tokens_) {
    bag.add(token.term, weight_of(token.kind), token.kind);
  }
  for (std::string& sense : senses_.find(text)) bag.add(std::move(sense), kChannels.sense, TokenKind::word);

  std::vector<Xapian::Query> terms;
  for (const Term& term : most_telling(std::move(bag).take(), database_)) {
    terms.emplace_back(term.weight, Xapian::Query(term.text, term.occurrences));
  }
  return any_of(terms);
}

Xapian::Query QueryBuilder::lifted_by_facts(Xapian::Query words, const Query& query) const {
  if (query.facts.empty() || words.empty()) return words;
  std::vector<Xapian::Query> facts;
  for (const auto& [id, value] : query.facts) facts.emplace_back(fact_term(id, value));
  return {Xapian::Query::OP_AND_MAYBE, words, Xapian::Query(kChannels.fact, any_of(facts))};
}

Xapian::Query QueryBuilder::filtered(Xapian::Query found, const Query& query) const {
  if (query.category) found = with_term(found, kCategoryPrefix, *query.category);
  if (query.kind) found = with_term(found, kKindPrefix, to_string(*query.kind));
  if (query.audience) found = with_term(found, kAudiencePrefix, to_string(*query.audience));
  if (query.include_archived) return found;
  return {Xapian::Query::OP_AND_NOT, found, Xapian::Query(prefixed(kStatePrefix, kArchived))};
}

}  // namespace firstfix::search
