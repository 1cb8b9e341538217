// SPDX-License-Identifier: GPL-3.0-or-later
// What callers whom a case helped had in common: how often each fact had each value.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/fact.h"

namespace firstfix::resolve {

// Decayed counts of the values of each choice fact, forward decay as SuccessTally. Values only; copy and
// swap.
class FactProfile {
 public:
  // The id of a fact or of a value, to look up in many profiles. Refers to it.
  class Key {
   public:
    explicit Key(std::string_view id) : id_(id), hash_(std::hash<std::string_view>{}(id)) {}
    std::string_view id() const { return id_; }
    std::size_t hash() const { return hash_; }

   private:
    std::string_view id_;
    std::size_t hash_;
  };

  struct Value {
    std::string id;
    std::size_t hash = 0;  // of the id
    double count = 0.0;
  };

  struct Counts {
    std::string fact;
    double total = 0.0;
    std::vector<Value> values;

    double of(const Key& value) const;
    double of(std::string_view value) const { return of(Key(value)); }
  };

  explicit FactProfile(Date landmark, double half_life_days);

  // Counts every fact of the contact `times` times (-1 takes it back).
  void add(const std::vector<std::pair<std::string, std::string>>& facts, Date day, double times = 1.0);
  // As of the landmark: divide by weight_of(today) to have contacts of today. Null: never seen.
  const Counts* find(const Key& fact) const;
  double weight_of(Date day) const;
  const std::vector<Counts>& facts() const { return facts_; }  // in the order they were first seen

 private:
  std::size_t place_of(const Key& fact);  // made when it is new

  Date landmark_;
  double half_life_days_;
  std::vector<std::size_t> hashes_;  // of the facts' ids: read at once where a map is a walk through memory
  std::vector<Counts> facts_;        // in the same order
};

using FactProfilePtr = std::shared_ptr<const FactProfile>;

}  // namespace firstfix::resolve
