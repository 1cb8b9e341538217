// SPDX-License-Identifier: GPL-3.0-or-later
// What callers whom a case helped had in common: how often each fact had each value.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/fact.h"

namespace firstfix::resolve {

// Decayed counts of the values of each choice fact, forward decay as SuccessTally. Values only; copy and
// swap.
class FactProfile {
 public:
  struct Counts {
    double total = 0.0;
    std::vector<std::pair<std::string, double>> values;

    double of(std::string_view value) const;
  };

  explicit FactProfile(Date landmark, double half_life_days);

  // Counts every fact of the contact `times` times (-1 takes it back).
  void add(const std::vector<std::pair<std::string, std::string>>& facts, Date day, double times = 1.0);
  // As of the landmark: divide by weight_of(today) to have contacts of today. Null: never seen.
  const Counts* find(std::string_view fact) const;
  double weight_of(Date day) const;
  const std::map<std::string, Counts, std::less<>>& facts() const { return facts_; }

 private:
  Date landmark_;
  double half_life_days_;
  std::map<std::string, Counts, std::less<>> facts_;
};

using FactProfilePtr = std::shared_ptr<const FactProfile>;

}  // namespace firstfix::resolve
