// SPDX-License-Identifier: GPL-3.0-or-later
// What callers whom a case helped had in common: how often each fact had each value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kb/core/clock.h"

namespace firstfix::resolve {

// Decayed counts of the values of each choice fact, forward decay as SuccessTally. Values only; copy and
// swap.
//
// Ids are known by their hashes alone: a ranking reads some thousand counts, each of which would be a walk to
// its name. That any two of some five hundred ids have the same 64 bits happens once in 10^14.
class FactProfile {
 public:
  // The id of a fact or of a value, to look up in many profiles.
  class Key {
   public:
    explicit Key(std::string_view id) : hash_(std::hash<std::string_view>{}(id)) {}
    bool operator==(const Key&) const = default;

   private:
    static_assert(sizeof(std::size_t) == 8);
    std::size_t hash_;
  };

  struct Value {
    Key id;
    double count = 0.0;
  };

  // Of one fact; refers to the profile.
  struct Counts {
    double total = 0.0;
    std::span<const Value> values;

    double of(Key value) const;
    double of(std::string_view value) const { return of(Key(value)); }
  };

  explicit FactProfile(Date landmark, double half_life_days);

  // Counts every fact of the contact `times` times (-1 takes it back).
  void add(const std::vector<std::pair<std::string, std::string>>& facts, Date day, double times = 1.0);
  // As of the landmark: divide by weight_of(today) to have contacts of today. Zero of what was never seen.
  Counts find(Key fact) const;
  double weight_of(Date day) const;

 private:
  struct OfFact {
    double total = 0.0;
    std::uint32_t first = 0;  // of its values in values_, in the order they were first seen
    std::uint32_t values = 0;
  };

  OfFact& of(Key fact);  // made when it is new

  Date landmark_;
  double half_life_days_;
  std::vector<Key> facts_;
  std::vector<OfFact> counts_;  // of the same facts
  std::vector<Value> values_;   // of one fact after the other
};

using FactProfilePtr = std::shared_ptr<const FactProfile>;

}  // namespace firstfix::resolve
