// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/csv_text.h"

#include <gtest/gtest.h>

namespace firstfix::store {
namespace {

TEST(CsvText, TellsGbkFromOtherBytes) {
  EXPECT_TRUE(looks_like_gbk("\xBA\xC5\xC2\xEB"));
  EXPECT_FALSE(looks_like_gbk("\x80 "));
  EXPECT_FALSE(looks_like_gbk("\xE5"));
}

TEST(CsvText, ShortensBetweenCharacters) {
  EXPECT_EQ(shortened("号码", 2), "号码");
  EXPECT_EQ(shortened("号码abc", 3), "号码a…");
  EXPECT_EQ(shortened("", 3), "");
}

TEST(CsvText, LowersLettersOnly) {
  EXPECT_EQ(to_lower("VoLTE开关_1"), "volte开关_1");
}

TEST(CsvText, LeavesSingleBlanksBetweenWords) {
  EXPECT_EQ(with_single_blanks(" a\r\n\tb  c "), "a b c");
}

}  // namespace
}  // namespace firstfix::store
