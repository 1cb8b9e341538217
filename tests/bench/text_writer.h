// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace firstfix::bench {

// Writes what customers and agents might, from the word tables. Words are drawn by the law of Zipf and
// Mandelbrot, and a topic
// (one service, one fault, one place ...) runs through all sentences until the next one, as it does in a
// case. The same seed gives the same texts.
class TextWriter {
 public:
  explicit TextWriter(std::uint64_t seed) : random_(seed) {}

  void next_topic() { topic_.clear(); }
  // Fills every slot: "@p@s@f" becomes 电梯里手机信号时断时续. The slots are listed in the source.
  std::string fill(std::string_view pattern);
  // One sentence, 5 to 40 characters.
  std::string sentence();
  // `count` fillings of the pattern with `between` between them.
  std::string several(std::size_t count, std::string_view pattern, std::string_view between);

  // 0 .. count-1, evenly.
  std::size_t below(std::size_t count);
  bool one_in(std::size_t count) { return below(count) == 0; }
  // 0 .. count-1, the n-th in proportion to 1 / (n + 15).
  std::size_t zipf_below(std::size_t count);

 private:
  std::string word(char slot);
  std::string fresh_word(char slot);
  std::string other_word();
  std::string name();
  std::string model();

  std::mt19937_64 random_;
  std::unordered_map<char, std::string> topic_;
};

}  // namespace firstfix::bench
