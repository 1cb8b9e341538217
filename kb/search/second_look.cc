// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/second_look.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include <unicode/unistr.h>

#include "kb/search/fields.h"
#include "kb/search/stop_words.h"

namespace firstfix::search {
namespace {

std::vector<Unit> spelt(const std::string& term, TermKind kind) {
  if (kind == TermKind::run || kind == TermKind::sense) return {unit_of(term)};
  const auto text = icu::UnicodeString::fromUTF8(term);
  return {text.getBuffer(), text.getBuffer() + text.length()};
}

constexpr std::size_t kUnits = std::size_t{1} << 16U;

// What a term is worth to the score of words alone.
double word_weight(TermKind kind) {
  if (kind == TermKind::bigram || kind == TermKind::sense || kind == TermKind::pinyin) return 0.0;
  return kind == TermKind::single ? kRerank.single : 1.0;
}

double saturated(double count, double norm) {
  return count / (count + kBm25.k1 * norm);
}

// How long a text is beside the mean, as BM25 counts it.
double norm_of(double length, double mean) {
  return 1.0 - kBm25.b + kBm25.b * length / mean;
}

// Adds the scores, the best of them being worth `weight`.
void add_normalised(std::vector<double>& sum, const std::vector<double>& scores, double weight) {
  const double best = *std::ranges::max_element(scores);
  if (best <= 0.0) return;
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += weight * scores[i] / best;
}

double fact_worth(const Case& article, const std::vector<SecondLook::FactWorth>& facts) {
  double worth = 0.0;
  for (const auto& known : facts) {
    for (const Condition& condition : article.conditions) {
      if (condition.fact == known.fact &&
          std::ranges::find(condition.values, known.value) != condition.values.end())
        worth += known.worth;
    }
  }
  return worth;
}

}  // namespace

QueryUnits::QueryUnits() : asked_(kUnits / 64, 0), by_unit_(kUnits, 0) {
  // Where a field begins a text tells its weight: looked at in every text.
  for (Unit weight = 1; weight <= kSaying; ++weight) asked_[0] |= std::uint64_t{1} << weight;
}

void QueryUnits::clear() {
  for (const Slot& slot : slots_) asked_[slot.unit >> 6U] &= ~(std::uint64_t{1} << (slot.unit & 63U));
  slots_.clear();
  spelt_.clear();
  texts_read_ = 0;
  sayings_read_ = 0;
  total_worth_ = 0.0;
  total_square_ = 0.0;
  distinct_ = 0;
}

void QueryUnits::set(const QueryTerms& query, const CaseTexts& texts) {
  clear();
  spelt_.resize(query.terms.size());
  for (std::size_t i = 0; i < query.terms.size(); ++i) add(query.terms[i], static_cast<Number>(i));
  add_units(query, texts);
  mean_said_ = texts.mean_said();
}

QueryUnits::Slot& QueryUnits::slot_of(Unit unit) {
  if (!is_asked(unit)) {
    asked_[unit >> 6U] |= std::uint64_t{1} << (unit & 63U);
    by_unit_[unit] = static_cast<Number>(slots_.size());
    slots_.emplace_back().unit = unit;
  }
  return slots_[by_unit_[unit]];
}

void QueryUnits::add(const QueryTerm& term, Number number) {
  if (term.kind == TermKind::pinyin) return;  // no text spells it
  std::vector<Unit> units = spelt(term.text, term.kind);
  if (units.empty()) return;
  Slot& last = slot_of(units.back());
  if (units.size() == 1) {
    last.term = number;
  } else if (units.size() == 2) {
    last.pairs.emplace_back(units.front(), number);
  } else {
    last.words.push_back(number);
    spelt_[number] = std::move(units);
  }
}

// Those that no case has count in the total as well.
void QueryUnits::add_units(const QueryTerms& query, const CaseTexts& texts) {
  for (const Token& token : query.tokens) {
    const bool is_run = token.kind == TokenKind::run;
    for (const Unit unit : spelt(token.term, is_run ? TermKind::run : TermKind::word)) {
      Slot& slot = slot_of(unit);
      if (slot.worth >= 0.0) continue;
      std::string written;
      slot.worth = is_stop_word(is_run ? token.term : icu::UnicodeString(unit).toUTF8String(written))
                       ? 0.0
                       : texts.rarity(unit);
      total_worth_ += slot.worth;
      total_square_ += slot.worth * slot.worth;
      ++distinct_;
    }
  }
}

// Without a branch on what stands there, which no processor foretells.
std::span<const Unit* const> QueryUnits::places_of_asked(std::span<const Unit> text) {
  if (places_.size() < text.size()) places_.resize(text.size());
  std::size_t found = 0;
  for (const Unit& unit : text) {
    places_[found] = &unit;
    found += is_asked(unit) ? 1 : 0;
  }
  return std::span(places_).first(found);
}

void QueryUnits::match(const CaseTexts::Text& text, Match& match) {
  match.counts.assign(spelt_.size(), 0.0F);
  match.worth = 0.0;
  match.shared = 0;
  ++texts_read_;
  Sayings sayings;
  float weight = 1.0F;
  const Unit* const begin = text.units.data();
  const Unit* const end = begin + text.units.size();
  for (const Unit* const at : places_of_asked(text.units)) {
    if (*at <= kSaying) {
      end_saying(at, sayings);
      if (*at == kSaying) {
        sayings.begin = at;
      } else {
        weight = static_cast<float>(*at);
      }
      continue;
    }
    Slot& slot = slots_[by_unit_[*at]];
    if (sayings.begin != nullptr && slot.worth > 0.0 &&
        std::exchange(slot.said, sayings_read_) != sayings_read_)
      sayings.shared += slot.worth * slot.worth;
    if (std::exchange(slot.seen, texts_read_) != texts_read_ && slot.worth >= 0.0) {
      match.worth += slot.worth;
      ++match.shared;
    }
    count_terms(slot, at, begin, weight, match);
  }
  end_saying(end, sayings);
  match.likeness = sayings.likeness();
}

std::optional<double> QueryUnits::Sayings::likeness() const {
  if (count < kFewestSayings) return std::nullopt;
  const std::size_t counted = std::clamp((count + 1) / 2, kFewestSayings, kMostSayings);
  double sum = 0.0;
  for (const double each : std::span(best).first(counted)) sum += each;
  return sum / static_cast<double>(counted);
}

// The cosine of its units and the query's, each as heavy as it is rare. What the saying has beyond the query
// counts by the number of units alone.
void QueryUnits::end_saying(const Unit* at, Sayings& sayings) {
  if (sayings.begin != nullptr) ++sayings.count;
  if (sayings.shared > 0.0) {
    const auto steps = at - sayings.begin - 1;
    const auto length = static_cast<double>(steps - std::count(sayings.begin + 1, at, kBreak));
    const double both = std::sqrt(total_square_ * std::max(sayings.shared, length * mean_said_));
    double likeness = sayings.shared / both;
    for (double& best : sayings.best) {
      if (likeness > best) std::swap(likeness, best);
    }
  }
  sayings.begin = nullptr;
  sayings.shared = 0.0;
  ++sayings_read_;
}

void QueryUnits::count_terms(const Slot& slot, const Unit* at, const Unit* begin, float weight,
                             Match& match) const {
  if (slot.term != kNone) match.counts[slot.term] += weight;
  if (at == begin) return;
  for (const auto& [before, term] : slot.pairs) {
    if (before == at[-1]) match.counts[term] += weight;
  }
  for (const Number word : slot.words) {
    const std::vector<Unit>& units = spelt_[word];
    const auto room = static_cast<std::size_t>(at - begin) + 1;
    if (room >= units.size() && std::equal(units.begin(), units.end(), at + 1 - units.size()))
      match.counts[word] += weight;
  }
}

// By hit, each channel on a scale of its own.
struct SecondLook::Scores {
  std::vector<double> terms;
  std::vector<double> words;
  std::vector<double> characters;
  std::vector<double> likeness;
};

SecondLook::Scores SecondLook::read(const QueryTerms& query, const std::vector<FactWorth>& facts,
                                    QueryUnits& units, std::vector<Found>& found) const {
  units.set(query, texts_);
  QueryUnits::Match match;
  Scores scores;
  for (Found& hit : found) {
    const CaseTexts::Text text = texts_.of(hit.place);
    units.match(text, match);
    const double norm = norm_of(text.length, texts_.mean_length());
    double all = facts.empty() ? 0.0 : fact_worth(*cases_[hit.place], facts) * saturated(1.0, norm);
    double words = 0.0;
    for (std::size_t i = 0; i < query.terms.size(); ++i) {
      if (match.counts[i] == 0.0F) continue;
      const QueryTerm& term = query.terms[i];
      const double share = saturated(match.counts[i], norm);
      all += term.worth * share;
      words += word_weight(term.kind) * term.rarity * share;
    }
    const auto size = static_cast<double>(text.distinct);
    if (units.total_worth() > 0.0) hit.coverage = match.worth / units.total_worth();
    hit.likeness = match.likeness;
    scores.terms.push_back(all * (kBm25.k1 + 1.0));
    scores.words.push_back(words);
    scores.characters.push_back(match.worth /
                                (1.0 + kRerank.characters_k1 * norm_of(size, texts_.mean_distinct())));
    scores.likeness.push_back(2.0 * static_cast<double>(match.shared) /
                              (static_cast<double>(units.distinct()) + size));
  }
  return scores;
}

void SecondLook::rank(const QueryTerms& query, const std::vector<FactWorth>& facts, QueryUnits& units,
                      std::vector<Found>& found) const {
  if (found.empty()) return;
  const Scores scores = read(query, facts, units, found);
  std::vector<double> sum(found.size());
  std::ranges::transform(scores.likeness, sum.begin(),
                         [](double likeness) { return kRerank.likeness * likeness; });
  add_normalised(sum, scores.terms, 1.0);
  add_normalised(sum, scores.words, kRerank.words);
  add_normalised(sum, scores.characters, kRerank.characters);
  // Squared: sums of shares lie closer together than BM25 does, and whoever weighs a score against other
  // evidence reads how far the best stands out.
  const double best = *std::ranges::max_element(scores.terms);
  const double most = 1.0 + kRerank.words + kRerank.characters + kRerank.likeness;
  for (std::size_t i = 0; i < found.size(); ++i) found[i].score = best * (sum[i] / most) * (sum[i] / most);
  std::ranges::stable_sort(found, std::greater<>{}, &Found::score);
}

}  // namespace firstfix::search
