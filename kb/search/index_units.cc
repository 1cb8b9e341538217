// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/index_units.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include <unicode/utf8.h>

#include "kb/core/utf8.h"

namespace firstfix::search {
namespace {

constexpr std::size_t kMaxUnits = std::numeric_limits<UnitId>::max();

bool begins_with_cjk(std::string_view term) {
  UChar32 first = 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(term.data());
  std::size_t at = 0;
  U8_NEXT(bytes, at, term.size(), first);
  return first >= 0 && is_cjk(static_cast<char32_t>(first));
}

using TermsByUnit = std::map<std::string, std::vector<std::string>>;

// A CJK word of three and more characters says nothing that its bigrams do not.
TermsByUnit terms_by_unit(const Xapian::Database& database) {
  TermsByUnit terms;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    const std::string text = *term;
    if (text.front() == 'X' || (begins_with_cjk(text) && count_code_points(text) > 2)) continue;
    for (std::string& unit : units_of(text)) {
      auto& named = terms[std::move(unit)];
      if (named.empty() || named.back() != text) named.push_back(text);
    }
  }
  return terms;
}

// Characters first: where numbers and names are more than an id can tell apart, those go.
std::vector<const TermsByUnit::value_type*> in_order(const TermsByUnit& terms) {
  std::vector<const TermsByUnit::value_type*> order;
  for (const auto& entry : terms) order.push_back(&entry);
  std::ranges::stable_partition(order, [](const auto* entry) { return begins_with_cjk(entry->first); });
  order.resize(std::min(order.size(), kMaxUnits));
  return order;
}

// The documents that have any of the terms. `seen` holds by document the last mark it was given.
std::vector<Xapian::docid> documents_of(const Xapian::Database& database,
                                        const std::vector<std::string>& terms,
                                        std::vector<std::uint32_t>& seen, std::uint32_t mark) {
  std::vector<Xapian::docid> documents;
  for (const std::string& term : terms) {
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
      if (std::exchange(seen[*at], mark) != mark) documents.push_back(*at);
    }
  }
  return documents;
}

}  // namespace

std::vector<std::string> units_of(std::string_view term) {
  if (!begins_with_cjk(term)) return {std::string(term)};
  std::vector<std::string> units;
  for (std::size_t from = 0; from < term.size();) {
    std::size_t to = from;
    U8_FWD_1(term.data(), to, term.size());
    units.emplace_back(term.substr(from, to - from));
    from = to;
  }
  return units;
}

UnitSets::UnitSets(const Xapian::Database& database) {
  const std::size_t last = database.get_lastdocid();
  std::vector<std::uint32_t> seen(last + 1, 0);
  std::vector<std::vector<Xapian::docid>> documents;
  starts_.assign(last + 1, 0);
  const TermsByUnit terms = terms_by_unit(database);
  for (const auto* entry : in_order(terms)) {
    const auto id = static_cast<UnitId>(documents.size());
    documents.push_back(documents_of(database, entry->second, seen, id + 1U));
    ids_.emplace(entry->first, id);
    frequencies_.push_back(static_cast<std::uint32_t>(documents.back().size()));
    for (const Xapian::docid document : documents.back()) ++starts_[document];
  }
  std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
  units_.resize(starts_.back());
  std::vector<std::size_t> next = starts_;
  for (std::size_t id = 0; id < documents.size(); ++id) {
    for (const Xapian::docid document : documents[id]) units_[next[document - 1]++] = static_cast<UnitId>(id);
  }
  if (!units_.empty()) mean_size_ = static_cast<double>(units_.size()) / static_cast<double>(last);
}

const UnitId* UnitSets::find(const std::string& unit) const {
  const auto id = ids_.find(unit);
  return id == ids_.end() ? nullptr : &id->second;
}

double UnitSets::rarity(const UnitId* unit) const {
  const double frequency = unit == nullptr ? 0.0 : frequencies_[*unit];
  return std::log(1.0 + (static_cast<double>(starts_.size() - 1) - frequency + 0.5) / (frequency + 0.5));
}

}  // namespace firstfix::search
