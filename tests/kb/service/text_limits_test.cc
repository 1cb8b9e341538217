// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/text_limits.h"

#include <gtest/gtest.h>

#include "tests/support/in_words.h"

namespace firstfix::service {
namespace {

TEST(TextLimits, CountsCharacters) {
  EXPECT_TRUE(check_text("note", "信号", 2));
  const auto refused = check_text("note", "信号弱", 2);
  ASSERT_FALSE(refused);
  EXPECT_EQ(test::in_english(refused.error().said), "note: 3 characters are too many");
  EXPECT_EQ(test::in_chinese(refused.error().advice), "最多 2 个字");
}

TEST(TextLimits, RefusesWhatIsNoText) {
  EXPECT_FALSE(check_text("note", "\xFF", 10));
  EXPECT_FALSE(check_text("note", std::string_view("a\0", 2), 10));
}

}  // namespace
}  // namespace firstfix::service
