// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/fact_cases.h"

#include <algorithm>

#include "kb/resolve/likelihood.h"
#include "kb/resolve/weights.h"

namespace firstfix::service {
namespace {

constexpr double kTelling = 0.69;  // twice as likely

std::string key_of(const std::string& fact, const std::string& value) {
  return fact + "=" + value;
}

}  // namespace

FactCases::FactCases(const Library& library) : cases_(library.cases) {
  const resolve::Weights weights;
  for (std::uint32_t place = 0; place < cases_.size(); ++place) {
    const Case& article = *cases_[place];
    for (const Condition& condition : article.conditions) {
      const FactDefinition* fact = library.facts.find(condition.fact);
      if (fact == nullptr || fact->type != FactType::choice) continue;
      for (const std::string& value : condition.values) {
        const double weight = resolve::log_ratio(article, *fact, value, nullptr, {}, weights);
        if (weight >= kTelling)
          by_value_[key_of(fact->id, value)].push_back({place, static_cast<float>(weight)});
      }
    }
  }
}

// One entry a case. No case is looked at: at a hundred thousand of them each look is a walk through memory.
std::vector<FactCases::Entry> FactCases::summed_up(std::vector<Entry> entries) {
  std::ranges::stable_sort(entries, {}, &Entry::place);
  std::vector<Entry> sums;
  for (const Entry& entry : entries) {
    if (sums.empty() || sums.back().place != entry.place) {
      sums.push_back(entry);
    } else {
      sums.back().weight += entry.weight;
    }
  }
  return sums;
}

std::vector<std::string> FactCases::find(const std::vector<std::pair<std::string, std::string>>& facts,
                                         std::size_t limit) const {
  std::vector<const std::vector<Entry>*> lists;
  for (const auto& [fact, value] : facts) {
    const auto found = by_value_.find(key_of(fact, value));
    if (found != by_value_.end()) lists.push_back(&found->second);
  }
  std::ranges::stable_sort(lists, {}, [](const auto* list) { return list->size(); });
  std::vector<Entry> read;
  for (const auto* list : lists) {
    const std::size_t count = std::min(kMostRead - read.size(), list->size());
    read.insert(read.end(), list->begin(), list->begin() + static_cast<std::ptrdiff_t>(count));
  }
  std::vector<Entry> best = summed_up(std::move(read));
  const std::size_t count = std::min(limit, best.size());
  std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(count), best.end(),
                    [](const Entry& a, const Entry& b) {
                      return a.weight != b.weight ? a.weight > b.weight : a.place < b.place;
                    });
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < count; ++i) ids.push_back(cases_[best[i].place]->id);
  return ids;
}

}  // namespace firstfix::service
