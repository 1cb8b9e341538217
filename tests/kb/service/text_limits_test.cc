// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/text_limits.h"

#include <gtest/gtest.h>

namespace firstfix::service {
namespace {

TEST(TextLimits, CountsCharacters) {
  EXPECT_TRUE(check_text("note", "信号", 2));
  const auto refused = check_text("note", "信号弱", 2);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("note"), std::string::npos);
  EXPECT_NE(refused.error().hint.find('2'), std::string::npos);
}

TEST(TextLimits, RefusesWhatIsNoText) {
  EXPECT_FALSE(check_text("note", "\xFF", 10));
  EXPECT_FALSE(check_text("note", std::string_view("a\0", 2), 10));
}

}  // namespace
}  // namespace firstfix::service
