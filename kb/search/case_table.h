// SPDX-License-Identifier: GPL-3.0-or-later
// What of the cases is filtered, counted and sorted by, as small numbers: a search looks at thousands.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

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
    std::uint8_t audiences = 0;  // a bit each

    bool is_for(Audience audience) const {
      return ((audiences >> static_cast<unsigned>(audience)) & 1U) != 0;
    }
  };

  // `cases` must outlive it.
  explicit CaseTable(const std::vector<CasePtr>& cases);

  const Entry& of(std::size_t place) const { return entries_[place]; }
  const std::vector<std::string>& categories() const { return categories_; }
  bool has_archived() const { return has_archived_; }

  // Where the case stands in that order, the smaller the earlier; titles as a Chinese dictionary has them, by
  // pinyin (CLDR, zh).
  std::uint32_t rank(std::size_t place, Order order) const;

 private:
  const std::vector<std::uint32_t>& title_ranks() const;

  const std::vector<CasePtr>& cases_;
  std::vector<std::string> categories_;
  std::vector<Entry> entries_;
  bool has_archived_ = false;
  mutable std::once_flag ranked_;
  mutable std::vector<std::uint32_t> title_ranks_;
};

// Counts the matches by what people narrow them down with.
class FacetCounter {
 public:
  // Both must outlive it.
  FacetCounter(const CaseTable& table, const Query& query);

  void count(std::size_t place);
  void put_into(Hits& hits) const;

 private:
  const CaseTable& table_;
  std::vector<std::uint32_t> since_;  // as Query::count_since, in seconds since 1970
  std::vector<std::size_t> by_category_;
  std::array<std::size_t, 3> by_kind_{};
  std::array<std::size_t, 4> by_confidence_{};
  std::vector<std::size_t> by_update_;
};

}  // namespace firstfix::search
