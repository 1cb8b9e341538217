// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/query_terms.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>

#include "kb/search/fields.h"

namespace firstfix::search {
namespace {

// Some 100 bytes each: a reader's memory stays below 2 MB.
constexpr std::size_t kMostKnown = 20'000;

TermKind kind_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::run:
      return TermKind::run;
    case TokenKind::word:
      return TermKind::word;
    case TokenKind::bigram:
      return TermKind::bigram;
    case TokenKind::single:
      return TermKind::single;
  }
  return TermKind::run;
}

// Repetitions of a term become one term that counts a little more.
class TermBag {
 public:
  void add(std::string text, double weight, TermKind kind) {
    const auto [place, is_new] = by_text_.try_emplace(std::move(text), terms_.size());
    if (is_new) {
      terms_.emplace_back().text = place->first;
      terms_.back().kind = kind;
      counts_.emplace_back();
    }
    QueryTerm& term = terms_[place->second];
    unsigned& count = counts_[place->second][static_cast<std::size_t>(kind)];
    if (count == 0) term.weight += weight;
    if (kind != TermKind::bigram) term.kind = kind;
    term.occurrences = std::max(term.occurrences, ++count);
  }

  std::vector<QueryTerm> take() && { return std::move(terms_); }

 private:
  std::unordered_map<std::string, std::size_t> by_text_;
  std::vector<QueryTerm> terms_;
  std::vector<std::array<unsigned, 5>> counts_;
};

// Without those the index does not have, the most telling first.
void weigh(std::vector<QueryTerm>& terms, TermFrequencies& frequencies, double cases) {
  for (QueryTerm& term : terms) {
    term.frequency = frequencies.of(term.text);
    term.rarity = rarity(cases, term.frequency);
    const double repeated = (kBm25.k3 + 1.0) * term.occurrences / (kBm25.k3 + term.occurrences);
    term.worth = term.weight * term.rarity * repeated;
  }
  std::erase_if(terms, [](const QueryTerm& term) { return term.frequency == 0.0; });
  std::ranges::stable_sort(terms, std::ranges::greater{}, &QueryTerm::worth);
  if (terms.size() > kMaxQueryTerms) terms.resize(kMaxQueryTerms);
}

std::size_t leading(const std::vector<QueryTerm>& terms) {
  double postings = 0.0;
  std::size_t count = 0;
  for (const QueryTerm& term : terms) {
    postings += term.frequency;
    if (count == kMaxLeadingTerms || (count > 0 && postings > kMaxPostings)) break;
    ++count;
  }
  return count;
}

}  // namespace

double TermFrequencies::of(const std::string& term) {
  if (const auto known = known_.find(term); known != known_.end()) return known->second;
  const double frequency = database_.get_termfreq(term);
  if (known_.size() >= kMostKnown) known_.clear();
  known_.emplace(term, frequency);
  return frequency;
}

double rarity(double cases, double frequency) {
  return std::log(1.0 + (cases - frequency + 0.5) / (frequency + 0.5));
}

QueryTerms query_terms(const NormalText& text, Analyser& analyser, const Senses& senses,
                       TermFrequencies& frequencies, double cases) {
  QueryTerms query;
  query.tokens = without_stop_words(analyser.tokens(text), StopRule::words_only);
  TermBag bag;
  for (const Token& token : query.tokens) bag.add(token.term, weight_of(token.kind), kind_of(token.kind));
  for (std::string& sense : senses.find(text)) bag.add(std::move(sense), kChannels.sense, TermKind::sense);
  query.terms = std::move(bag).take();
  weigh(query.terms, frequencies, cases);
  query.leading = leading(query.terms);
  return query;
}

}  // namespace firstfix::search
