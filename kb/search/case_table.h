// SPDX-License-Identifier: GPL-3.0-or-later
// What of the cases is filtered, counted and sorted by, as small numbers: a search looks at thousands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "kb/core/case.h"
#include "kb/search/first_look.h"
#include "kb/search/index.h"

namespace firstfix::search {

// By place in Library::cases. Immutable but for the titles' order, which is made when first asked for; any
// number of threads may read it.
class CaseTable {
 public:
  // Cases that agree in all of these are a group.
  struct Group {
    std::uint32_t category = 0;  // place in categories()
    Kind kind = Kind::answer;
    Confidence confidence = Confidence::wip;

    friend auto operator<=>(const Group&, const Group&) = default;
  };

  struct Entry {
    std::uint32_t group = 0;
    std::uint32_t updated = 0;   // seconds since 1970
    std::uint8_t audiences = 0;  // a bit each

    bool is_for(Audience audience) const {
      return ((audiences >> static_cast<unsigned>(audience)) & 1U) != 0;
    }
  };

  // `cases` must outlive it.
  explicit CaseTable(const std::vector<CasePtr>& cases);

  const Entry& of(std::size_t place) const { return entries_[place]; }
  const Group& group_of(std::size_t place) const { return groups_[entries_[place].group]; }
  const std::vector<std::string>& categories() const { return categories_; }
  bool has_archived() const { return has_archived_; }

  // Of the matches: how many of each category, kind and confidence, and how many updated since each time, for
  // people to narrow them down with.
  void count(const std::vector<Match>& matches, const std::vector<Timestamp>& since, Hits& hits) const;

  // Where the case stands in that order, the smaller the earlier; titles as a Chinese dictionary has them, by
  // pinyin (CLDR, zh).
  std::uint32_t rank(std::size_t place, Order order) const;

 private:
  const std::vector<std::uint32_t>& title_ranks() const;

  const std::vector<CasePtr>& cases_;
  std::vector<std::string> categories_;
  std::vector<Group> groups_;
  std::vector<Entry> entries_;
  bool has_archived_ = false;
  mutable std::once_flag ranked_;
  mutable std::vector<std::uint32_t> title_ranks_;
};

}  // namespace firstfix::search
