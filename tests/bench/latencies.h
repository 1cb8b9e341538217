// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

namespace firstfix::bench {

// How long many calls took, one by one.
class Latencies {
 public:
  // Runs the work and remembers its time.
  template <class Work>
  void time(Work work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    add(std::chrono::steady_clock::now() - start);
  }

  void add(std::chrono::duration<double, std::micro> took) { microseconds_.push_back(took.count()); }

  // The least time that so many of a hundred calls did not exceed (nearest rank). Needs one call at least.
  double percentile_us(std::size_t percent) {
    std::ranges::sort(microseconds_);
    const std::size_t rank = (microseconds_.size() * percent + 99) / 100;
    return microseconds_[std::max<std::size_t>(rank, 1) - 1];
  }

 private:
  std::vector<double> microseconds_;
};

}  // namespace firstfix::bench
