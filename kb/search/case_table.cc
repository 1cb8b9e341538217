// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/case_table.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <unordered_map>

#include <unicode/coll.h>
#include <unicode/unistr.h>

namespace firstfix::search {
namespace {

std::uint32_t seconds_of(Timestamp time) {
  constexpr std::int64_t kMost = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(time.time_since_epoch().count(), std::int64_t{0}, kMost));
}

std::string collation_key(const icu::Collator& collator, const std::string& text) {
  const icu::UnicodeString units = icu::UnicodeString::fromUTF8(text);
  std::string key(static_cast<std::size_t>(collator.getSortKey(units, nullptr, 0)), '\0');
  collator.getSortKey(units, reinterpret_cast<std::uint8_t*>(key.data()),
                      static_cast<std::int32_t>(key.size()));
  return key;
}

// The surest first.
std::uint32_t doubt(Confidence confidence) {
  switch (confidence) {
    case Confidence::validated:
      return 0;
    case Confidence::not_validated:
      return 1;
    case Confidence::wip:
      return 2;
    case Confidence::archived:
      return 3;
  }
  return 3;
}

}  // namespace

CaseTable::CaseTable(const std::vector<CasePtr>& cases) : cases_(cases) {
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  entries_.reserve(cases.size());
  for (const CasePtr& article : cases) {
    const auto [known, is_new] =
        numbers.try_emplace(article->category, static_cast<std::uint32_t>(categories_.size()));
    if (is_new) categories_.push_back(article->category);
    has_archived_ = has_archived_ || article->confidence == Confidence::archived;
    unsigned audiences = 0;
    for (const Audience audience : article->audience) audiences |= 1U << static_cast<unsigned>(audience);
    entries_.push_back({known->second, seconds_of(article->updated), article->kind, article->confidence,
                        static_cast<std::uint8_t>(audiences)});
  }
}

const std::vector<std::uint32_t>& CaseTable::title_ranks() const {
  std::call_once(ranked_, [this] {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Collator> collator(
        icu::Collator::createInstance(icu::Locale::getChinese(), status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no collation data");
    std::vector<std::string> keys;
    keys.reserve(cases_.size());
    for (const CasePtr& article : cases_) keys.push_back(collation_key(*collator, article->title));
    std::vector<std::uint32_t> order(cases_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {},
                             [&](std::uint32_t place) -> const std::string& { return keys[place]; });
    title_ranks_.resize(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) title_ranks_[order[i]] = i;
  });
  return title_ranks_;
}

std::uint32_t CaseTable::rank(std::size_t place, Order order) const {
  switch (order) {
    case Order::relevance:
      return 0;
    case Order::updated:
      return std::numeric_limits<std::uint32_t>::max() - entries_[place].updated;
    case Order::title:
      return title_ranks()[place];
    case Order::confidence:
      return doubt(entries_[place].confidence);
  }
  return 0;
}

FacetCounter::FacetCounter(const CaseTable& table, const Query& query)
    : table_(table), by_category_(table.categories().size(), 0), by_update_(query.count_since.size(), 0) {
  for (const Timestamp since : query.count_since) since_.push_back(seconds_of(since));
}

void FacetCounter::count(std::size_t place) {
  const CaseTable::Entry& entry = table_.of(place);
  ++by_category_[entry.category];
  ++by_kind_[static_cast<std::size_t>(entry.kind)];
  ++by_confidence_[static_cast<std::size_t>(entry.confidence)];
  for (std::size_t i = 0; i < since_.size(); ++i) by_update_[i] += entry.updated >= since_[i] ? 1U : 0U;
}

void FacetCounter::put_into(Hits& hits) const {
  for (std::size_t i = 0; i < by_category_.size(); ++i) {
    if (by_category_[i] > 0) hits.by_category[table_.categories()[i]] = by_category_[i];
  }
  for (std::size_t kind = 0; kind < by_kind_.size(); ++kind) {
    if (by_kind_[kind] > 0) hits.by_kind[std::string(to_string(static_cast<Kind>(kind)))] = by_kind_[kind];
  }
  for (std::size_t i = 0; i < by_confidence_.size(); ++i) {
    if (by_confidence_[i] > 0)
      hits.by_confidence[std::string(to_string(static_cast<Confidence>(i)))] = by_confidence_[i];
  }
  hits.by_update = by_update_;
}

}  // namespace firstfix::search
