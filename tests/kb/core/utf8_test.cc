// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/utf8.h"

#include <gtest/gtest.h>

namespace firstfix {
namespace {

TEST(Utf8, AcceptsWellFormedText) {
  for (const char* text : {"", "abc", "信号", "😀", "\xEF\xBF\xBD"})
    EXPECT_EQ(first_invalid_utf8(text), std::nullopt);
}

TEST(Utf8, FindsTheFirstBadByte) {
  EXPECT_EQ(first_invalid_utf8("ab\xFF"), 2U);        // no lead byte
  EXPECT_EQ(first_invalid_utf8("信\xE5\x8F"), 3U);    // cut off
  EXPECT_EQ(first_invalid_utf8("\xC0\xAF"), 0U);      // overlong
  EXPECT_EQ(first_invalid_utf8("\xE0\x9F\xBF"), 0U);  // overlong as well
  EXPECT_EQ(first_invalid_utf8("信\xE5\x8F"
                               "a"),
            3U);                                          // another character instead of its last byte
  EXPECT_EQ(first_invalid_utf8("\xED\xA0\x80"), 0U);      // surrogate
  EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0U);  // beyond U+10FFFF
}

TEST(Utf8, MeasuresTheFirstCharacter) {
  EXPECT_EQ(character_bytes(""), 0U);
  EXPECT_EQ(character_bytes("a信"), 1U);
  EXPECT_EQ(character_bytes("é"), 2U);
  EXPECT_EQ(character_bytes("信a"), 3U);
  EXPECT_EQ(character_bytes("😀"), 4U);
  EXPECT_EQ(character_bytes("\x80信"), 0U);
}

TEST(Utf8, CountsCharactersNotBytes) {
  EXPECT_EQ(count_code_points("信号abc😀"), 6U);
  EXPECT_EQ(count_code_points(""), 0U);
}

TEST(Utf8, CutsBetweenCharacters) {
  EXPECT_EQ(first_code_points("光猫红灯", 2), "光猫");
  EXPECT_EQ(first_code_points("5G卡", 9), "5G卡");
  EXPECT_EQ(first_code_points("光猫", 0), "");
}

}  // namespace
}  // namespace firstfix
