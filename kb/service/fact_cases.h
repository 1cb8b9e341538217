// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kb/core/library.h"

namespace firstfix::service {

// Which cases name a fact's value as a condition: what the number alone brings up, whatever was said.
// Immutable. Thread rule: any thread.
class FactCases {
 public:
  explicit FactCases(const Library& library);

  // The ids of those whose conditions fit the facts best, best first, at most `limit`; equal ones by id. A
  // case joins by a condition that holds and makes it at least twice as likely. At most kMostRead conditions
  // are read, those of the rarest values first.
  std::vector<std::string> find(const std::vector<std::pair<std::string, std::string>>& facts,
                                std::size_t limit) const;
  static constexpr std::size_t kMostRead = 2'000;

 private:
  struct Entry {
    std::uint32_t place = 0;  // in cases_, which stand by id
    float weight = 0.0F;      // log likelihood ratio of the condition that holds
  };
  static std::vector<Entry> summed_up(std::vector<Entry> entries);

  std::vector<CasePtr> cases_;
  std::unordered_map<std::string, std::vector<Entry>> by_value_;  // fact=value
};

}  // namespace firstfix::service
