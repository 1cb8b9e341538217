// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/facts/phone.h"

#include <ostream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/in_words.h"

namespace firstfix::facts {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Reading {
  std::string typed;
  std::string e164;
};

void PrintTo(const Reading& reading, std::ostream* out) {
  *out << reading.typed;
}

class AcceptedNumber : public ::testing::TestWithParam<Reading> {};

TEST_P(AcceptedNumber, BecomesE164OrStaysAShortCode) {
  const auto phone = parse_phone(GetParam().typed);
  ASSERT_TRUE(phone.has_value()) << GetParam().typed << ": " << phone.error().message;
  EXPECT_EQ(phone->e164(), GetParam().e164) << GetParam().typed;
}

INSTANTIATE_TEST_SUITE_P(
    Mobile, AcceptedNumber,
    ::testing::Values(
        Reading{"13800138000", "+8613800138000"}, Reading{"138 0013 8000", "+8613800138000"},
        Reading{"138-0013-8000", "+8613800138000"}, Reading{"138－0013－8000", "+8613800138000"},
        Reading{"+86 138 0013 8000", "+8613800138000"}, Reading{"+86-(0)138-0013-8000", "+8613800138000"},
        Reading{"0086 13800138000", "+8613800138000"}, Reading{"8613800138000", "+8613800138000"},
        Reading{"013800138000", "+8613800138000"}, Reading{"１３８００１３８０００", "+8613800138000"},
        Reading{"＋８６　１３８００１３８０００", "+8613800138000"},
        Reading{"\u202D13800138000\u202C", "+8613800138000"}, Reading{"\n13800138000\r\n", "+8613800138000"},
        Reading{"19212345678", "+8619212345678"}, Reading{"19712345678", "+8619712345678"}));

INSTANTIATE_TEST_SUITE_P(Landline, AcceptedNumber,
                         ::testing::Values(Reading{"028-8512 3456", "+862885123456"},
                                           Reading{"(028)85123456", "+862885123456"},
                                           Reading{"（０２８）８５１２３４５６", "+862885123456"},
                                           Reading{"+86 28 8512 3456", "+862885123456"},
                                           Reading{"0755 8888 1234", "+8675588881234"},
                                           Reading{"400-800-1234", "+864008001234"}));

INSTANTIATE_TEST_SUITE_P(ShortCode, AcceptedNumber,
                         ::testing::Values(Reading{"10086", "10086"}, Reading{"10010", "10010"},
                                           Reading{"10000", "10000"}, Reading{"12345", "12345"},
                                           Reading{"95588", "95588"}, Reading{"95013123", "95013123"},
                                           Reading{"1008611", "1008611"}, Reading{"110", "110"},
                                           Reading{"１００８６", "10086"}, Reading{"+86 10086", "10086"},
                                           Reading{"0086-12345", "12345"}));

INSTANTIATE_TEST_SUITE_P(Foreign, AcceptedNumber,
                         ::testing::Values(Reading{"+44 7911 123456", "+447911123456"},
                                           Reading{"0044 7911 123456", "+447911123456"},
                                           Reading{"+852 6123 4567", "+85261234567"},
                                           Reading{"+1 (212) 555-0123", "+12125550123"}));

struct Refusal {
  std::string typed;
  std::string says;
};

void PrintTo(const Refusal& refusal, std::ostream* out) {
  *out << refusal.typed;
}

class RefusedNumber : public ::testing::TestWithParam<Refusal> {};

TEST_P(RefusedNumber, SaysInBothLanguagesWhatIsWrongAndWhatToWrite) {
  const auto phone = parse_phone(GetParam().typed);
  ASSERT_FALSE(phone.has_value()) << GetParam().typed << " -> " << phone->e164();
  EXPECT_EQ(phone.error().code, Code::invalid);
  EXPECT_THAT(test::in_chinese(phone.error().said), HasSubstr(GetParam().says)) << GetParam().typed;
  EXPECT_NE(test::in_chinese(phone.error().advice), "");
  for (const Message& message : {phone.error().said, phone.error().advice}) {
    const std::string english = test::in_english(message);
    EXPECT_THAT(english, testing::AllOf(Not(HasSubstr("⟦")), testing::ResultOf(test::has_han, false)));
  }
}

INSTANTIATE_TEST_SUITE_P(Empty, RefusedNumber,
                         ::testing::Values(Refusal{"", "没有写"}, Refusal{" - ()", "没有写"},
                                           Refusal{"+", "没有写"}));

INSTANTIATE_TEST_SUITE_P(Text, RefusedNumber,
                         ::testing::Values(Refusal{"abc", "不是数字"}, Refusal{"1380013800o", "不是数字"},
                                           Refusal{"客户号码13800138000说家里没信号", "不是数字"},
                                           Refusal{"028-85123456转8001", "不是数字"},
                                           Refusal{"*139#", "不是数字"},
                                           Refusal{"13800138000\xff", "不是数字"},
                                           Refusal{std::string("13800138000\0", 12), "不是数字"}));

INSTANTIATE_TEST_SUITE_P(Length, RefusedNumber,
                         ::testing::Values(Refusal{"1380013800", "11 位，这里是 10 位"},
                                           Refusal{"138001380001", "11 位，这里是 12 位"},
                                           Refusal{"+86 1380013800", "11 位，这里是 10 位"},
                                           Refusal{"8512345", "缺少区号"}, Refusal{"85123456", "缺少区号"},
                                           Refusal{"028-85", "位数太少"},
                                           Refusal{"02812345678901", "区号或位数"},
                                           Refusal{"42", "只有 2 位"}, Refusal{"99999999999999", "不是有效"},
                                           Refusal{std::string(30, '1'), "太长"},
                                           Refusal{std::string(100'000, '7'), "太长"}));

INSTANTIATE_TEST_SUITE_P(Range, RefusedNumber,
                         ::testing::Values(Refusal{"12012345678", "号段"}, Refusal{"0000000000", "境外号码"},
                                           Refusal{"0281234567890", "区号或位数"},
                                           Refusal{"+999123456789", "国家"}, Refusal{"+44 7", "境外号码"},
                                           Refusal{"+44 79111234567890", "境外号码"}));

INSTANTIATE_TEST_SUITE_P(Several, RefusedNumber,
                         ::testing::Values(Refusal{"13800138000、13900139000", "不止一个"},
                                           Refusal{"13800138000/13900139000", "不止一个"},
                                           Refusal{"13800138000\n13900139000", "不止一个"},
                                           Refusal{"13800138000 13900139000", "不止一个"},
                                           Refusal{"+8613800138000+8613900139000", "不止一个"}));

// Errors are logged and shown; a number must not travel with them.
TEST(ParsePhone, DoesNotRepeatTheNumberInItsError) {
  const auto phone = parse_phone("13800138000、13912345678");
  ASSERT_FALSE(phone.has_value());
  EXPECT_THAT(test::in_chinese(phone.error().said) + test::in_chinese(phone.error().advice),
              Not(HasSubstr("13912345678")));
}

TEST(ParsePhone, TakesANumberWithoutCountryCodeAsOneOfHome) {
  const auto phone = parse_phone("020 7946 0018", "GB");
  ASSERT_TRUE(phone.has_value());
  EXPECT_EQ(phone->e164(), "+442079460018");
}

TEST(ParsePhone, ReadsItsOwnE164Again) {
  for (const auto* typed : {"13800138000", "028-85123456", "10086", "+447911123456", "+85261234567"}) {
    const auto once = parse_phone(typed);
    ASSERT_TRUE(once.has_value()) << typed;
    const auto twice = parse_phone(once->e164());
    ASSERT_TRUE(twice.has_value()) << typed;
    EXPECT_EQ(*once, *twice);
  }
}

TEST(RegionOf, NamesProvinceAndCityInChinese) {
  EXPECT_EQ(region_of(PhoneNumber("+8614700001111")).name, "福建省福州市");
  EXPECT_EQ(region_of(PhoneNumber("+8675588881234")).name, "广东省深圳市");
  EXPECT_EQ(region_of(PhoneNumber("+8675588881234")).name_en, "Shenzhen, Guangdong");
  EXPECT_EQ(region_of(PhoneNumber("+8614700001111")).name_en, "Fuzhou, Fujian");
  EXPECT_THAT(region_of(PhoneNumber("+862885123456")).name, HasSubstr("四川省成都市"));
}

TEST(RegionOf, IsUnknownWhenOnlyTheCountryIs) {
  EXPECT_EQ(region_of(PhoneNumber("+864008001234")).name, "");
  EXPECT_EQ(region_of(PhoneNumber("+8619212345678")).name, "");
}

TEST(RegionOf, NamesTheCountryOfAForeignNumber) {
  EXPECT_EQ(region_of(PhoneNumber("+442079460018")).name, "英国");
  EXPECT_EQ(region_of(PhoneNumber("+85261234567")).name, "中国香港特别行政区");
  EXPECT_EQ(region_of(PhoneNumber("+886912345678")).name, "中国台湾");
  EXPECT_EQ(region_of(PhoneNumber("+442079460018")).name_en, "London");
  EXPECT_EQ(region_of(PhoneNumber("+886912345678")).name_en, "Taiwan, China");
}

TEST(RegionOf, IsUnknownForShortCodesAndNoNumber) {
  EXPECT_EQ(region_of(PhoneNumber("10086")).name, "");
  EXPECT_EQ(region_of(PhoneNumber()).name, "");
  EXPECT_EQ(region_of(PhoneNumber("+")).name, "");
}

}  // namespace
}  // namespace firstfix::facts
