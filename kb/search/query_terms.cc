// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/query_terms.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <set>
#include <string_view>
#include <utility>

#include "kb/search/fields.h"
#include "kb/search/pinyin.h"
#include "kb/search/rarity.h"

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

  bool has(const std::string& text) const { return by_text_.contains(text); }

  std::vector<QueryTerm> take() && { return std::move(terms_); }

 private:
  std::unordered_map<std::string, std::size_t> by_text_;
  std::vector<QueryTerm> terms_;
  std::vector<std::array<unsigned, 6>> counts_;
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

// In the order of their worth those that the budget has room for; if for none, the rarest.
void choose_leading(std::vector<QueryTerm>& terms) {
  double left = kMaxPostings;
  std::size_t leading = 0;
  for (QueryTerm& term : terms) {
    if (leading == kMaxLeadingTerms) break;
    if (term.frequency > left) continue;
    term.leads = true;
    left -= term.frequency;
    ++leading;
  }
  if (leading == 0 && !terms.empty())
    std::ranges::min_element(terms, {}, &QueryTerm::frequency)->leads = true;
}

// Only what the text itself does not say.
void add_corrected(const std::string& corrected, const QueryContext& context, QueryTerms& query,
                   TermBag& bag) {
  const NormalText normal = normalise(corrected);
  std::set<std::string> said;
  for (const Token& token : query.tokens) said.insert(token.term);
  for (Token& token : without_stop_words(context.analyser.tokens(normal), StopRule::words_only)) {
    if (said.contains(token.term)) continue;
    bag.add(token.term, kChannels.corrected * weight_of(token.kind), kind_of(token.kind));
    query.tokens.push_back(std::move(token));
  }
  for (std::string& sense : context.senses.find(normal)) {
    if (!bag.has(sense)) bag.add(std::move(sense), kChannels.corrected * kChannels.sense, TermKind::sense);
  }
}

bool is_latin(std::string_view text) {
  return std::ranges::all_of(text,
                             [](char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == ' '; });
}

// A text of letters that are no word of any case; beside Chinese characters each run by itself.
void add_pinyin(const std::string& text, const std::vector<Token>& tokens, TermFrequencies& frequencies,
                TermBag& bag) {
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::run || !is_latin(token.term) || frequencies.of(token.term) > 0.0) continue;
    for (std::string& term : pinyin_query_terms(is_latin(text) ? text : token.term))
      bag.add(std::move(term), kChannels.pinyin, TermKind::pinyin);
    if (is_latin(text)) return;
  }
}

}  // namespace

double TermFrequencies::of(const std::string& term) {
  if (const auto known = known_.find(term); known != known_.end()) return known->second;
  const double frequency = database_.get_termfreq(term);
  if (known_.size() >= kMostKnown) known_.clear();
  known_.emplace(term, frequency);
  return frequency;
}

QueryTerms query_terms(const std::string& text, const std::string& corrected, const QueryContext& context) {
  QueryTerms query;
  TermBag bag;
  const NormalText normal = normalise(text);
  query.tokens = without_stop_words(context.analyser.tokens(normal), StopRule::words_only);
  for (const Token& token : query.tokens) bag.add(token.term, weight_of(token.kind), kind_of(token.kind));
  for (std::string& sense : context.senses.find(normal))
    bag.add(std::move(sense), kChannels.sense, TermKind::sense);
  if (!corrected.empty()) add_corrected(corrected, context, query, bag);
  add_pinyin(text, query.tokens, context.frequencies, bag);
  query.terms = std::move(bag).take();
  weigh(query.terms, context.frequencies, context.cases);
  choose_leading(query.terms);
  return query;
}

}  // namespace firstfix::search
