// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/phone_number.h"

#include <gtest/gtest.h>

namespace firstfix {
namespace {

TEST(PhoneNumber, MasksTheMiddle) {
  EXPECT_EQ(PhoneNumber("+8613800138000").masked(), "138****8000");
  EXPECT_EQ(PhoneNumber("+862885123456").masked(), "028****3456");
  EXPECT_EQ(PhoneNumber("10086").masked(), "10****");
}

TEST(PhoneNumber, IsGroupedAsPeopleReadIt) {
  EXPECT_EQ(PhoneNumber("+8613800138000").national(), "138 0013 8000");
  EXPECT_EQ(PhoneNumber("+862885123456").national(), "02885123456");
  EXPECT_EQ(PhoneNumber("10086").national(), "10086");
  EXPECT_EQ(PhoneNumber("+447911123456").national(), "+447911123456");
}

}  // namespace
}  // namespace firstfix
