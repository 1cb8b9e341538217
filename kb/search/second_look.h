// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kb/core/case.h"
#include "kb/search/case_texts.h"
#include "kb/search/query_terms.h"

namespace firstfix::search {

// A case that the leading terms brought up.
struct Found {
  std::size_t place = 0;           // in Library::cases
  double score = 0.0;              // in: of the leading terms; out: of everything
  double coverage = 0.0;           // out: share of the query's units by rarity that the case has, 0 to 1
  std::optional<double> likeness;  // out: Hit::likeness
};

// The units of a query, by which texts are read. Kept from query to query for its tables. One thread.
class QueryUnits {
 public:
  QueryUnits();

  // From now on of this query.
  void set(const QueryTerms& query, const CaseTexts& texts);

  struct Match {
    std::vector<float> counts;       // by term: its occurrences, by the weight of their fields
    double worth = 0.0;              // rarity of the units that both have
    std::size_t shared = 0;          // how many
    std::optional<double> likeness;  // Hit::likeness
  };

  // One pass over the text. `match` is filled anew.
  void match(const CaseTexts::Text& text, Match& match);
  double total_worth() const { return total_worth_; }
  std::size_t distinct() const { return distinct_; }

 private:
  using Number = std::uint16_t;
  // Of a text's sayings that half most like the query counts, but at least and at most so many.
  static constexpr std::size_t kFewestSayings = 3;
  static constexpr std::size_t kMostSayings = 6;
  static constexpr Number kNone = 0xffff;

  struct Slot {
    Unit unit = kBreak;
    Number term = kNone;                         // of the unit alone
    std::uint32_t seen = 0;                      // number of the last text that had it
    std::uint32_t said = 0;                      // and of the last saying
    double worth = -1.0;                         // negative: only part of a sense
    std::vector<std::pair<Unit, Number>> pairs;  // unit before it, term of the two
    std::vector<Number> words;                   // terms of three and more units that end with it
  };

  // What callers might say, in one text.
  struct Sayings {
    const Unit* begin = nullptr;  // of the one that is being read; null: none is
    double shared = 0.0;          // sum of the squares of what it shares with the query, by rarity
    std::size_t count = 0;
    std::array<double, kMostSayings> best{};  // likeness of those most like the query, the best first

    std::optional<double> likeness() const;  // none: too few
  };

  Slot& slot_of(Unit unit);
  bool is_asked(Unit unit) const { return ((asked_[unit >> 6U] >> (unit & 63U)) & 1U) != 0; }
  std::span<const Unit* const> places_of_asked(std::span<const Unit> text);
  void clear();
  void add(const QueryTerm& term, Number number);
  void add_units(const QueryTerms& query, const CaseTexts& texts);
  void end_saying(const Unit* at, Sayings& sayings);
  void count_terms(const Slot& slot, const Unit* at, const Unit* begin, float weight, Match& match) const;

  std::vector<std::uint64_t> asked_;  // a bit a unit: small enough to stay in the first cache
  std::vector<Number> by_unit_;       // its slot
  std::vector<const Unit*> places_;   // room for those of one text
  std::vector<Slot> slots_;
  std::vector<std::vector<Unit>> spelt_;  // by term, of words
  std::uint32_t texts_read_ = 0;
  std::uint32_t sayings_read_ = 0;
  double total_worth_ = 0.0;
  double total_square_ = 0.0;  // of the worth of its units
  double mean_said_ = 1.0;     // CaseTexts::mean_said
  std::size_t distinct_ = 0;
};

// Orders the cases that were found by reading their texts: BM25 of all the query's terms, of its words alone,
// the characters both have and how much of either text the other has, each normalised by the best of its kind
// and added up (kRerank), so that no channel outweighs the others on one sort of text. Thread rule: any
// thread.
class SecondLook {
 public:
  // Both must outlive it and have the same places.
  SecondLook(const CaseTexts& texts, const std::vector<CasePtr>& cases) : texts_(texts), cases_(cases) {}

  // A known fact and what it is worth to a case that names it as a condition.
  struct FactWorth {
    std::string fact;
    std::string value;
    double worth = 0.0;
  };

  // `found` best first. Equal scores keep their order. `units` is scratch space.
  void rank(const QueryTerms& query, const std::vector<FactWorth>& facts, QueryUnits& units,
            std::vector<Found>& found) const;

 private:
  struct Scores;

  Scores read(const QueryTerms& query, const std::vector<FactWorth>& facts, QueryUnits& units,
              std::vector<Found>& found) const;

  const CaseTexts& texts_;
  const std::vector<CasePtr>& cases_;
};

}  // namespace firstfix::search
