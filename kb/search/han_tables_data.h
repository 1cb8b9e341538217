// SPDX-License-Identifier: GPL-3.0-or-later
// The arrays that han_tables_maker.cc writes. Read through han_tables.h and han_simplify.h only.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace firstfix::search::data {

extern const std::span<const char16_t> kSimplified;         // from kFirstSimplified on; 0: itself
extern const std::span<const std::string_view> kSyllables;  // sorted; the first is empty
extern const std::span<const std::uint16_t> kReadings;    // by character from kFirstHan: place in kSyllables
extern const std::string_view kStrokes;                   // all characters' strokes in a row
extern const std::span<const std::uint32_t> kStrokeEnds;  // by character: one past its last stroke
extern const std::span<const std::uint32_t> kWords;       // sorted: first << 16 | second
extern const std::span<const std::uint8_t> kCommonness;   // by word: log2 of its count

inline constexpr char32_t kFirstSimplified = 0x3400;

}  // namespace firstfix::search::data
