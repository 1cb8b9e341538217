// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/sms.h"

#include <string>

#include <gtest/gtest.h>

namespace firstfix {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

struct Row {
  std::string name;
  std::string text;
  SmsSize size;
};

class SmsSizes : public testing::TestWithParam<Row> {};

TEST_P(SmsSizes, AreAsTheStandardCounts) {
  const SmsSize size = sms_size(GetParam().text);
  EXPECT_EQ(size.ucs2, GetParam().size.ucs2);
  EXPECT_EQ(size.length, GetParam().size.length);
  EXPECT_EQ(size.segments, GetParam().size.segments);
}

INSTANTIATE_TEST_SUITE_P(
    Table, SmsSizes,
    testing::Values(
        Row{"Nothing", "", {false, 0, 0}}, Row{"Latin", "Hello @ 10086, £5?", {false, 18, 1}},
        Row{"OneFullLatin", repeated("a", 160), {false, 160, 1}},
        Row{"TwoLatin", repeated("a", 161), {false, 161, 2}},
        Row{"TwoFullLatin", repeated("a", 306), {false, 306, 2}},
        Row{"ThreeLatin", repeated("a", 307), {false, 307, 3}}, Row{"Extension", "[a]", {false, 5, 1}},
        Row{"ExtensionIsNotCut", repeated("a", 152) + "[" + repeated("a", 152), {false, 306, 3}},
        Row{"GraveAccentIsUcs2", "`", {true, 1, 1}}, Row{"Chinese", "恢复后短信通知您。", {true, 9, 1}},
        Row{"OneFullChinese", repeated("信", 70), {true, 70, 1}},
        Row{"TwoChinese", repeated("信", 71), {true, 71, 2}},
        Row{"TwoFullChinese", repeated("信", 134), {true, 134, 2}},
        Row{"ThreeChinese", repeated("信", 135), {true, 135, 3}},
        Row{"LatinAmongChinese", "拨10086" + repeated("a", 64), {true, 70, 1}},
        Row{"AnEmojiIsTwoUnits", "😀", {true, 2, 1}},
        Row{"ASurrogatePairIsNotCut", repeated("信", 66) + "😀" + repeated("信", 66), {true, 134, 3}},
        Row{"BrokenUtf8", "a\xFF", {true, 2, 1}}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace firstfix
