// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "kb/facts/imei.h"

namespace firstfix::facts {
namespace {

TEST(TacOf, IsTheFirstEightDigitsOfAnImeiOrImeisv) {
  EXPECT_EQ(tac_of("490154203237518"), "49015420");
  EXPECT_EQ(tac_of("4901542032375101"), "49015420");
}

TEST(TacOf, HasNoValueForAnythingElse) {
  for (const auto* text : {"", "49015420323751", "49015420323751812", "49-015420-323751", "49015420323751X",
                           "４９０１５４２０３２３７５１８"}) {
    EXPECT_EQ(tac_of(text), std::nullopt) << text;
  }
}

TEST(CheckDigit, HoldsForRealImeis) {
  for (const auto* imei : {"490154203237518", "352099001761481", "356938035643809", "000000000000000"}) {
    EXPECT_TRUE(check_digit_ok(imei)) << imei;
  }
}

TEST(CheckDigit, FindsEverySingleWrongDigit) {
  const std::string good = "490154203237518";
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string typed = good;
      typed[i] = digit;
      EXPECT_EQ(check_digit_ok(typed), digit == good[i]) << typed;
    }
  }
}

TEST(CheckDigit, PassesAnImeisvWhichHasNone) {
  EXPECT_TRUE(check_digit_ok("4901542032375199"));
}

TEST(CheckDigit, FailsWhatIsNoImei) {
  EXPECT_FALSE(check_digit_ok(""));
  EXPECT_FALSE(check_digit_ok("0"));
  EXPECT_FALSE(check_digit_ok("49015420323751A"));
}

}  // namespace
}  // namespace firstfix::facts
