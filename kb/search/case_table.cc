// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/case_table.h"

#include <algorithm>
#include <limits>
#include <map>
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
  std::map<Group, std::uint32_t> groups;
  entries_.reserve(cases.size());
  for (const CasePtr& article : cases) {
    const auto [known, is_new] =
        numbers.try_emplace(article->category, static_cast<std::uint32_t>(categories_.size()));
    if (is_new) categories_.push_back(article->category);
    has_archived_ = has_archived_ || article->confidence == Confidence::archived;
    unsigned audiences = 0;
    for (const Audience audience : article->audience) audiences |= 1U << static_cast<unsigned>(audience);
    const Group group{known->second, article->kind, article->confidence};
    const auto [same, is_first] = groups.try_emplace(group, static_cast<std::uint32_t>(groups_.size()));
    if (is_first) groups_.push_back(group);
    entries_.push_back({same->second, seconds_of(article->updated), static_cast<std::uint8_t>(audiences)});
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
      return doubt(group_of(place).confidence);
  }
  return 0;
}

// Thousands of matches, a handful of groups: a match is one look and one step for its group.
void CaseTable::count(const std::vector<Match>& matches, const std::vector<Timestamp>& since,
                      Hits& hits) const {
  std::vector<std::size_t> by_group(groups_.size(), 0);
  for (const Match& match : matches) ++by_group[entries_[match.place].group];
  for (std::size_t i = 0; i < by_group.size(); ++i) {
    if (by_group[i] == 0) continue;
    const Group& group = groups_[i];
    hits.by_category[categories_[group.category]] += by_group[i];
    hits.by_kind[std::string(to_string(group.kind))] += by_group[i];
    hits.by_confidence[std::string(to_string(group.confidence))] += by_group[i];
  }
  hits.by_update.clear();
  for (const Timestamp time : since) {
    const std::uint32_t seconds = seconds_of(time);
    hits.by_update.push_back(static_cast<std::size_t>(std::ranges::count_if(
        matches, [&](const Match& match) { return entries_[match.place].updated >= seconds; })));
  }
}

}  // namespace firstfix::search
