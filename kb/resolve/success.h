// SPDX-License-Identifier: GPL-3.0-or-later
// How well something has worked lately: a Beta-Binomial record that forgets.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kb/core/clock.h"

namespace firstfix::resolve {

// How often a case was tried and how often it resolved, both decayed to now: 0 <= resolved <= tried. As plain
// counts when they belong to one day. `expected`: how many of the tries the engine had expected to resolve,
// this record left aside; 0: nobody wrote it down.
struct SuccessRecord {
  double resolved = 0.0;
  double tried = 0.0;
  double expected = 0.0;

  bool operator==(const SuccessRecord&) const = default;
};

inline constexpr double kDefaultHalfLifeDays = 30.0;

// By key, looked up without a copy of it.
struct KeyHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
};
template <class Value>
using ByKey = std::unordered_map<std::string, Value, KeyHash, std::equal_to<>>;

// Decayed counts by key (a case id, a category, a segment of callers: the caller's choice).
//
// Forward decay (Cormode, Shkapenyuk, Srivastava, Xu: "Forward decay", ICDE 2009) with an exponential: a
// count of day d is stored times 2^((d - landmark) / half-life) and read at day t divided by 2^((t -
// landmark) / half-life). Adding and taking back are therefore one addition whatever the order of days, and
// nothing has to be aged overnight. Taking back what was added leaves the record as it was up to rounding.
// Weights stay finite for a thousand half-lives around the landmark (82 years at the default); pick the day
// of loading.
//
// A day after the one read at (a clock that went back) counts a little more than once; the ratio keeps its
// sense. Not synchronised: one writer, or a copy for the readers.
class SuccessTally {
 public:
  explicit SuccessTally(Date landmark, double half_life_days = kDefaultHalfLifeDays);

  void add(std::string_view key, Date day, const SuccessRecord& counts);
  void remove(std::string_view key, Date day, const SuccessRecord& counts);
  // Zero for a key that was never added.
  SuccessRecord at(std::string_view key, Date day) const;

 private:
  double weight_of(Date day) const;

  Date landmark_;
  double half_life_days_;
  ByKey<SuccessRecord> sums_;
};

// The latest tries of each key: a record that forgets by tries instead of days, so that a case that stops
// working is seen after a dozen tries, however many it had. Taking back an older outcome is an approximation:
// it is taken for the latest. Not synchronised.
class LatestTries {
 public:
  explicit LatestTries(double half_life_tries) : keep_(1.0), half_life_(half_life_tries) { set_keep(); }

  void add(std::string_view key, const SuccessRecord& counts);  // ages the record by counts.tried, then adds
  void correct(std::string_view key, double resolved);          // moves `resolved` without another try
  SuccessRecord at(std::string_view key) const;

 private:
  void set_keep();

  double keep_;
  double half_life_;
  ByKey<SuccessRecord> sums_;
};

// Which keys the latest events named: shares that forget by events, half after each `half_life`. Not
// synchronised.
class LatestShares {
 public:
  explicit LatestShares(double half_life_events) : half_life_(half_life_events) {}

  void add(std::string_view key, double times = 1.0);
  double count(std::string_view key) const;
  double total() const { return total_ / weight_; }

 private:
  double half_life_;
  double weight_ = 1.0;  // of the next event; scaled back before it overflows
  double total_ = 0.0;
  ByKey<double> sums_;
};

// Mean of the Beta posterior: (resolved + strength * prior) / (tried + strength). `prior` is the success
// expected without data, in (0, 1), worth `strength` tries (> 0). Chain it for finer levels: the category's
// mean is the case's prior, the case's mean a segment's.
double smoothed_success(const SuccessRecord& record, double prior, double strength);

}  // namespace firstfix::resolve
