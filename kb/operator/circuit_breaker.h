// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace firstfix::operators {

// Keeps calls away from a system that is down (Nygard, "Release It!"): after so many failures in a row it is
// open for a while; then one call may try, whose success closes it and whose failure opens it again. Not
// synchronised.
class CircuitBreaker {
 public:
  using Time = std::chrono::steady_clock::time_point;

  struct Limits {
    int failures = 5;
    std::chrono::milliseconds open_for{30'000};
  };
  explicit CircuitBreaker(Limits limits) : limits_(limits) {}

  // Whether a call may be made; one that is made must end in succeeded() or failed().
  bool admits(Time now) {
    if (failures_ < limits_.failures) return true;
    if (now < retry_at_) return false;
    retry_at_ = now + limits_.open_for;  // the one that tries; others wait for its end
    return true;
  }
  void succeeded() { failures_ = 0; }
  void failed(Time now) {
    ++failures_;
    retry_at_ = now + limits_.open_for;
  }
  // It said itself when to come back.
  void rest(Time until) {
    failures_ = limits_.failures;
    retry_at_ = until;
  }

 private:
  Limits limits_;
  int failures_ = 0;
  Time retry_at_{};
};

}  // namespace firstfix::operators
