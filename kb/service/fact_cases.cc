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
  for (const CasePtr& article : cases_) {
    for (const Condition& condition : article->conditions) {
      const FactDefinition* fact = library.facts.find(condition.fact);
      if (fact == nullptr || fact->type != FactType::choice) continue;
      for (const std::string& value : condition.values) {
        const double weight = resolve::log_ratio(*article, *fact, value, nullptr, {}, weights);
        if (weight >= kTelling) by_value_[key_of(fact->id, value)].push_back({article.get(), weight});
      }
    }
  }
}

std::vector<std::string> FactCases::find(const std::vector<std::pair<std::string, std::string>>& facts,
                                         std::size_t limit) const {
  std::vector<const std::vector<Entry>*> lists;
  for (const auto& [fact, value] : facts) {
    const auto found = by_value_.find(key_of(fact, value));
    if (found != by_value_.end()) lists.push_back(&found->second);
  }
  std::ranges::stable_sort(lists, {}, [](const auto* list) { return list->size(); });
  std::unordered_map<const Case*, double> sums;
  std::size_t left = kMostRead;
  for (const auto* list : lists) {
    for (const Entry& entry : *list) {
      if (left == 0) break;
      --left;
      sums[entry.article] += entry.weight;
    }
  }
  std::vector<std::pair<double, const Case*>> best;
  for (const auto& [article, sum] : sums) best.emplace_back(sum, article);
  const auto better = [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second->id < b.second->id;
  };
  const std::size_t count = std::min(limit, best.size());
  std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(count), best.end(), better);
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < count; ++i) ids.push_back(best[i].second->id);
  return ids;
}

}  // namespace firstfix::service
