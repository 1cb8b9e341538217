// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace firstfix::content {

// 64-bit FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv). Not against malice: authors have no reason to
// collide.
class Fingerprint {
 public:
  // Texts of known length only one after another: ("ab", "c") and ("a", "bc") differ.
  Fingerprint& add(std::string_view text) {
    add_bytes(text);
    return add_number(text.size());
  }
  Fingerprint& add_number(std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) mix(static_cast<unsigned char>(number >> shift));
    return *this;
  }
  std::uint64_t value() const { return value_; }

 private:
  void add_bytes(std::string_view text) {
    for (const char c : text) mix(static_cast<unsigned char>(c));
  }
  void mix(unsigned char byte) { value_ = (value_ ^ byte) * 0x100000001B3ULL; }

  std::uint64_t value_ = 0xCBF29CE484222325ULL;
};

}  // namespace firstfix::content
