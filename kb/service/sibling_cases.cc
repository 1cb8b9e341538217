// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/sibling_cases.h"

#include <algorithm>

#include "kb/resolve/occurrence.h"

namespace firstfix::service {

SiblingCases::SiblingCases(const Library& library) {
  std::unordered_map<std::string, std::vector<const Case*>> cases;
  for (const CasePtr& each : library.cases) cases[each->category].push_back(each.get());
  for (auto& [category, of_it] : cases) {
    std::ranges::stable_sort(of_it, std::ranges::greater{}, [&](const Case* each) {
      return resolve::foretold_popularity(*each, library.cases.size());
    });
    if (of_it.size() > kMost) of_it.resize(kMost);
    for (const Case* each : of_it) by_category_[category].push_back(each->id);
  }
}

const std::vector<std::string>& SiblingCases::of(std::string_view category) const {
  static const std::vector<std::string> none;
  const auto found = by_category_.find(std::string(category));
  return found == by_category_.end() ? none : found->second;
}

}  // namespace firstfix::service
