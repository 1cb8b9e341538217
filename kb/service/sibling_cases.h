// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kb/core/library.h"

namespace firstfix::service {

// The cases of each category: what to turn to when one of them did not help.
// Immutable. Thread rule: any thread.
class SiblingCases {
 public:
  explicit SiblingCases(const Library& library);

  // The ids of a category's cases, the most often needed first by their authors' word, equal ones by id; at
  // most kMost. None of a category without cases.
  const std::vector<std::string>& of(std::string_view category) const;
  static constexpr std::size_t kMost = 20;

 private:
  std::unordered_map<std::string, std::vector<std::string>> by_category_;
};

}  // namespace firstfix::service
