// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include <time.h>

namespace firstfix::bench {

// How long many calls of one thread took, one by one: on the wall, which is what a caller waits, and in CPU
// time of the thread, which other programs on the machine hardly disturb.
class Latencies {
 public:
  // Runs the work and remembers its times.
  template <class Work>
  void time(Work work) {
    const double wall = now_us(CLOCK_MONOTONIC);
    const double cpu = now_us(CLOCK_THREAD_CPUTIME_ID);
    work();
    cpu_us_.push_back(now_us(CLOCK_THREAD_CPUTIME_ID) - cpu);
    wall_us_.push_back(now_us(CLOCK_MONOTONIC) - wall);
  }

  // Those of another thread as well.
  void add(const Latencies& other) {
    wall_us_.insert(wall_us_.end(), other.wall_us_.begin(), other.wall_us_.end());
    cpu_us_.insert(cpu_us_.end(), other.cpu_us_.begin(), other.cpu_us_.end());
  }
  std::size_t size() const { return wall_us_.size(); }

  // The least time that so many of a hundred calls did not exceed (nearest rank). Needs one call at least.
  double wall_us(std::size_t percent) const { return percentile(wall_us_, percent); }
  double cpu_us(std::size_t percent) const { return percentile(cpu_us_, percent); }

 private:
  static double now_us(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
  }

  static double percentile(std::vector<double> times, std::size_t percent) {
    std::ranges::sort(times);
    const std::size_t rank = (times.size() * percent + 99) / 100;
    return times[std::max<std::size_t>(rank, 1) - 1];
  }

  std::vector<double> wall_us_;
  std::vector<double> cpu_us_;
};

}  // namespace firstfix::bench
