// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace firstfix::service {

// A stream of chance that is the same on every machine: SplitMix64 (Steele, Lea, Flood, "Fast splittable
// pseudorandom number generators", OOPSLA 2014). Streams of different names do not resemble each other.
class Dice {
 public:
  Dice(std::uint64_t seed, std::uint64_t stream) : state_(mixed(seed + 0x9E3779B97F4A7C15U * (stream + 1))) {}

  std::uint64_t next() { return mixed(state_ += 0x9E3779B97F4A7C15U); }
  double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }  // [0, 1)
  bool chance(double probability) { return unit() < probability; }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(unit() * static_cast<double>(n)); }
  // An index by weight; the weights need not sum to one.
  std::size_t pick(std::span<const double> weights) {
    double left = 0.0;
    for (const double weight : weights) left += weight;
    left *= unit();
    for (std::size_t i = 0; i < weights.size(); ++i) {
      left -= weights[i];
      if (left < 0.0) return i;
    }
    return weights.empty() ? 0 : weights.size() - 1;
  }

 private:
  static std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::uint64_t state_;
};

}  // namespace firstfix::service
