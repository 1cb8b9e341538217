// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/case_filter.h"

#include <algorithm>
#include <string>

namespace firstfix::search {
namespace {

// What a text with that phrase has in any case: its runs and bigrams, of a lone character what stands for it.
std::vector<std::string> terms_of(const std::string& phrase, Analyser& analyser) {
  std::vector<std::string> terms;
  for (Token& token : analyser.tokens(phrase)) {
    const bool lone = token.kind == TokenKind::single && token.end - token.begin == phrase.size();
    if (token.kind == TokenKind::run || token.kind == TokenKind::bigram || lone)
      terms.push_back(std::move(token.term));
  }
  return terms;
}

std::vector<Unit> phrase_units(const std::string& phrase) {
  std::vector<Unit> units = units_of(normalise(phrase));
  while (!units.empty() && units.back() == kBreak) units.pop_back();
  return units;
}

bool is_within(const std::string& branch, const std::string& category) {
  return category.starts_with(branch) && (category.size() == branch.size() || category[branch.size()] == '/');
}

}  // namespace

CaseFilter::CaseFilter(const Query& query, const CaseTable& table, const CaseTexts& texts,
                       const Xapian::Database& database, Analyser& analyser)
    : query_(query), table_(table) {
  if (query.category) {
    for (const std::string& category : table.categories())
      categories_.push_back(is_within(*query.category, category));
  }
  const bool reads = !query.phrases.empty() || !query.without.empty();
  if (reads) keep_phrases(query, texts, database, analyser);
  passes_all_ = !reads && !query.category && !query.kind && !query.audience && !query.confidence &&
                !query.updated_since && (query.include_archived || !table.has_archived());
}

// A phrase's terms are looked up; whether they stand side by side, the texts that have them all tell.
void CaseFilter::keep_phrases(const Query& query, const CaseTexts& texts, const Xapian::Database& database,
                              Analyser& analyser) {
  passing_.assign(texts.size(), true);
  for (const std::string& phrase : query.phrases) {
    const std::vector<Unit> wanted = phrase_units(phrase);
    if (wanted.empty()) continue;  // signs alone ask for nothing
    const std::vector<std::string> terms = terms_of(phrase, analyser);
    std::vector<bool> having(texts.size(), false);
    const auto read = [&](std::size_t place) {
      having[place] = passing_[place] && !std::ranges::search(texts.of(place).units, wanted).empty();
    };
    if (terms.empty()) {  // characters that stand alone: 网 卡
      for (std::size_t place = 0; place < texts.size(); ++place) read(place);
    } else {
      std::ranges::for_each(places_having_all(database, terms), read);
    }
    passing_.swap(having);
  }
  for (const std::string& phrase : query.without) {
    for (const std::size_t place : places_having_all(database, terms_of(phrase, analyser)))
      passing_[place] = false;
  }
}

bool CaseFilter::passes(const CaseTable::Entry& entry, const CaseTable::Group& group) const {
  if (!categories_.empty() && !categories_[group.category]) return false;
  if (query_.kind && group.kind != *query_.kind) return false;
  if (query_.audience && !entry.is_for(*query_.audience)) return false;
  if (query_.confidence ? group.confidence != *query_.confidence
                        : group.confidence == Confidence::archived && !query_.include_archived)
    return false;
  return !query_.updated_since || Timestamp{std::chrono::seconds{entry.updated}} >= *query_.updated_since;
}

}  // namespace firstfix::search
