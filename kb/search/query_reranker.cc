// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/query_reranker.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>
#include <string>
#include <utility>

#include "kb/search/fields.h"
#include "kb/search/stop_words.h"

namespace firstfix::search {
namespace {

double rarity(double documents, double frequency) {
  return std::log(1.0 + (documents - frequency + 0.5) / (frequency + 0.5));
}

struct QueryUnits {
  std::vector<double> worth;  // by unit id; negative: the query does not have it
  double total_worth = 0.0;   // those that no document has count as well
  std::size_t distinct = 0;
};

QueryUnits query_units(const std::vector<Token>& tokens, const UnitSets& units) {
  std::set<std::string> distinct;
  for (const Token& token : tokens) {
    for (std::string& unit : units_of(token.term)) distinct.insert(std::move(unit));
  }
  QueryUnits query{std::vector<double>(units.unit_count(), -1.0), 0.0, distinct.size()};
  for (const std::string& unit : distinct) {
    const UnitId* id = units.find(unit);
    const double worth = is_stop_word(unit) ? 0.0 : units.rarity(id);
    query.total_worth += worth;
    if (id != nullptr) query.worth[*id] = worth;
  }
  return query;
}

struct UnitMatch {
  double worth = 0.0;
  double shared = 0.0;
};

UnitMatch match(const QueryUnits& query, std::span<const UnitId> document) {
  UnitMatch match;
  for (const UnitId unit : document) {
    if (query.worth[unit] < 0.0) continue;
    match.worth += query.worth[unit];
    match.shared += 1.0;
  }
  return match;
}

// Adds the scores, the best of them being worth `weight`.
void add_normalised(std::vector<double>& sum, const std::vector<double>& scores, double weight) {
  const double best = *std::ranges::max_element(scores);
  if (best <= 0.0) return;
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += weight * scores[i] / best;
}

}  // namespace

// BM25 over the query's words alone, read for the found documents only.
std::vector<double> QueryReranker::word_scores(const std::vector<Token>& tokens,
                                               std::span<const Found> found) const {
  std::vector<std::size_t> order(found.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return found[i].document; });
  std::set<std::string> words;
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::bigram) words.insert(token.term);
  }
  std::vector<double> scores(found.size(), 0.0);
  const double mean_length = std::max(1.0, database_.get_avlength());
  for (const std::string& word : words) {
    const double worth = rarity(database_.get_doccount(), database_.get_termfreq(word));
    auto at = database_.postlist_begin(word);
    const auto end = database_.postlist_end(word);
    for (const std::size_t i : order) {
      if (at != end) at.skip_to(found[i].document);
      if (at == end) break;
      if (*at != found[i].document) continue;
      const double length = at.get_doclength() / mean_length;
      const double count = at.get_wdf();
      scores[i] += worth * count / (count + kBm25.k1 * (1.0 - kBm25.b + kBm25.b * length));
    }
  }
  return scores;
}

void QueryReranker::rerank(const std::vector<Token>& tokens, std::vector<Found>& found) const {
  if (found.empty()) return;
  const QueryUnits query = query_units(tokens, units_);
  std::vector<double> terms;
  std::vector<double> characters;
  std::vector<double> sum;
  for (Found& hit : found) {
    const auto document = units_.of(hit.document);
    const auto size = static_cast<double>(document.size());
    const UnitMatch shared = match(query, document);
    if (query.total_worth > 0.0) hit.coverage = shared.worth / query.total_worth;
    terms.push_back(hit.score);
    characters.push_back(shared.worth /
                         (1.0 + kRerank.k1 * (1.0 - kBm25.b + kBm25.b * size / units_.mean_size())));
    sum.push_back(kRerank.likeness * 2.0 * shared.shared / (static_cast<double>(query.distinct) + size));
  }
  add_normalised(sum, terms, 1.0);
  add_normalised(sum, word_scores(tokens, found), kRerank.words);
  add_normalised(sum, characters, kRerank.characters);
  // Squared: sums of shares lie closer together than BM25 does, and whoever weighs a score against other
  // evidence reads how far the best stands out.
  const double best = found.front().score;
  const double most = 1.0 + kRerank.words + kRerank.characters + kRerank.likeness;
  for (std::size_t i = 0; i < found.size(); ++i) found[i].score = best * (sum[i] / most) * (sum[i] / most);
  std::ranges::stable_sort(found, std::greater<>{}, &Found::score);
}

}  // namespace firstfix::search
