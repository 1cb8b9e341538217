// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/han_simplify.h"

#include <gtest/gtest.h>

namespace firstfix::search {
namespace {

TEST(Simplify, FoldsTraditionalCharactersOneByOne) {
  EXPECT_EQ(simplify(U"手機沒訊號，網絡很慢，帳單錯誤，攜號轉網"),
            U"手机没讯号，网络很慢，帐单错误，携号转网");
}

TEST(Simplify, LeavesEverythingElse) {
  const std::u32string plain = U"我的手机 VoLTE -110dBm かな 한글 \U00020000\U0001F600 著名";
  EXPECT_EQ(simplify(plain), plain);
  EXPECT_EQ(simplify(U'\0'), U'\0');
  EXPECT_EQ(simplify(char32_t{0x10FFFF}), char32_t{0x10FFFF});
}

TEST(Simplify, GivesOneUtf16UnitForOne) {
  for (char32_t c = 0x3400; c <= 0x9FFF; ++c) ASSERT_LE(simplify(c), 0xFFFFU) << static_cast<unsigned>(c);
}

TEST(Simplify, IsDoneAfterOnce) {
  for (char32_t c = 0x3400; c <= 0x9FFF; ++c)
    ASSERT_EQ(simplify(simplify(c)), simplify(c)) << static_cast<unsigned>(c);
}

}  // namespace
}  // namespace firstfix::search
