// SPDX-License-Identifier: GPL-3.0-or-later
// What of the cases is filtered, counted and sorted by, as small numbers: a search looks at thousands.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include <xapian.h>

#include "kb/core/case.h"
#include "kb/search/index.h"

namespace firstfix::search {

// By place in Library::cases. Immutable but for the titles' order, which is made when first asked for; any
// number of threads may read it.
class CaseTable {
 public:
  struct Entry {
    std::uint32_t category = 0;  // place in categories()
    std::uint32_t updated = 0;   // seconds since 1970
    Kind kind = Kind::answer;
    Confidence confidence = Confidence::wip;
  };

  // `cases` must outlive it.
  explicit CaseTable(const std::vector<CasePtr>& cases);

  const Entry& of(std::size_t place) const { return entries_[place]; }
  const std::vector<std::string>& categories() const { return categories_; }

  // Puts the places into that order, equal ones as they were; no more than the first `wanted` need be right.
  // Titles as a Chinese dictionary has them, by pinyin (CLDR, zh).
  void sort(std::vector<std::size_t>& places, Order order, std::size_t wanted) const;
  // The same of things that have a place.
  template <typename Thing>
  void sort(std::vector<Thing>& things, std::size_t Thing::*place, Order order) const {
    std::ranges::stable_sort(things, {}, [&](const Thing& thing) { return rank(thing.*place, order); });
  }

 private:
  const std::vector<std::uint32_t>& title_ranks() const;
  std::uint32_t rank(std::size_t place, Order order) const;

  const std::vector<CasePtr>& cases_;
  std::vector<std::string> categories_;
  std::vector<Entry> entries_;
  mutable std::once_flag ranked_;
  mutable std::vector<std::uint32_t> title_ranks_;
};

// Counts the matches, and keeps their places when they are to be sorted.
class MatchCounter : public Xapian::MatchSpy {
 public:
  MatchCounter(const CaseTable& table, const Query& query);

  void operator()(const Xapian::Document& document, double weight) override;

  void put_into(Hits& hits) const;
  std::vector<std::size_t>& places() { return places_; }

 private:
  const CaseTable& table_;
  const Query& query_;
  std::vector<std::size_t> by_category_;
  std::array<std::size_t, 3> by_kind_{};
  std::array<std::size_t, 4> by_confidence_{};
  std::vector<std::size_t> by_update_;
  std::vector<std::size_t> places_;
};

}  // namespace firstfix::search
