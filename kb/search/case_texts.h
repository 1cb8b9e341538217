// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kb/core/library.h"
#include "kb/search/senses.h"
#include "kb/search/text_normal.h"

namespace firstfix::search {

// One step of a text in 16 bits: a CJK character itself; any other run of letters and digits, and a sense of
// the lexicon, a hash of its term. Two runs of 22,000 may share a unit: enough to order what was found by
// exact terms, not to find.
using Unit = char16_t;

// Ends a stretch: units on its two sides are no neighbours.
inline constexpr Unit kBreak = 0;
// A unit from 1 to this opens a field of that weight.
inline constexpr Unit kMostWeight = 14;
// Opens what a caller might say, the title or one symptom; the next of these or the next field ends it.
inline constexpr Unit kSaying = 15;

Unit unit_of(std::string_view term);

// The units of a text, stretches ended by kBreak; without senses.
std::vector<Unit> units_of(const NormalText& text);

// What every case says, in order, in memory: a tenth of what the library itself takes. Read from the library
// when an index is opened, since on the disk it would double the index. Immutable; any number of threads may
// read it.
class CaseTexts {
 public:
  // Uses all cores.
  CaseTexts(const Library& library, const Senses& senses);

  struct Text {
    std::span<const Unit> units;
    std::uint32_t length = 0;    // units by the weight of their field
    std::uint32_t distinct = 0;  // different units, senses left out
  };

  // `place` as in Library::cases.
  Text of(std::size_t place) const;
  std::size_t size() const { return facts_.size(); }
  double mean_length() const { return mean_length_; }
  double mean_distinct() const { return mean_distinct_; }
  // Of the unit among the cases (rarity.h).
  double rarity(Unit unit) const;
  // Mean square of the rarity of what callers might say: what one unit of it adds to its length as a vector.
  double mean_said() const { return mean_said_; }

 private:
  struct Part;
  struct Facts {
    std::size_t end = 0;  // in units_; the text begins where the one before ends
    std::uint32_t length = 0;
    std::uint32_t distinct = 0;
  };

  void append(Part&& part);
  void weigh_sayings();

  std::vector<Unit> units_;
  std::vector<Facts> facts_;
  std::vector<std::uint32_t> frequencies_;  // cases, by unit
  double mean_length_ = 1.0;
  double mean_distinct_ = 1.0;
  double mean_said_ = 1.0;
};

}  // namespace firstfix::search
