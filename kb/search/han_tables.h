// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of single Han characters. The tables are made while building (han_tables_maker.cc), from
// Debian packages: starting costs nothing, and any number of threads may read.
#pragma once

#include <string_view>

namespace firstfix::search {

inline constexpr char32_t kFirstHan = 0x4E00;
inline constexpr char32_t kLastHan = 0x9FFF;

constexpr bool is_han(char32_t c) {
  return c >= kFirstHan && c <= kLastHan;
}

// The most common reading, without tone: 号 -> hao, 女 -> nv. Empty when unknown.
std::string_view reading_of(char32_t c);

// Strokes in writing order, h s p n z (horizontal, vertical, left, dot or right, bent): 几 -> pz. Empty when
// unknown.
std::string_view strokes_of(char32_t c);

// Some character is read so: legal syllables of pinyin, ü written v.
bool is_syllable(std::string_view latin);

// How common the two-character word is in general Chinese, log2 of its count; 0 when it is no word.
int commonness_of_word(char32_t first, char32_t second);

}  // namespace firstfix::search
