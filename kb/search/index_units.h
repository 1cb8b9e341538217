// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "kb/search/tokens.h"

namespace firstfix::search {

// The units a term is made of: its characters when it is CJK, else the term itself.
std::vector<std::string> units_of(std::string_view term);

using UnitId = std::uint16_t;

// Which units each document has. Read from the postings when the index is opened, since on the disk it would
// cost a fifth more. Immutable; any number of threads may read it.
class UnitSets {
 public:
  // Throws Xapian::Error.
  explicit UnitSets(const Xapian::Database& database);

  // In no order, none twice. Document ids count from 1.
  std::span<const UnitId> of(Xapian::docid document) const {
    return std::span(units_).subspan(starts_[document - 1], starts_[document] - starts_[document - 1]);
  }
  // nullptr when no document has it.
  const UnitId* find(const std::string& unit) const;
  // ln(1 + (N - n + 0.5) / (n + 0.5)), n of a unit that nothing has being 0.
  double rarity(const UnitId* unit) const;
  double mean_size() const { return mean_size_; }
  std::size_t unit_count() const { return frequencies_.size(); }

 private:
  std::unordered_map<std::string, UnitId> ids_;
  std::vector<std::uint32_t> frequencies_;  // documents, by unit
  std::vector<UnitId> units_;               // of all documents, one after the other
  std::vector<std::size_t> starts_;         // by document, and the end
  double mean_size_ = 1.0;
};

}  // namespace firstfix::search
