// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/facts/phone.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <phonenumbers/geocoding/phonenumber_offline_geocoder.h>
#include <phonenumbers/phonenumberutil.h>
#include <unicode/locid.h>

#include "kb/facts/typed_number.h"

namespace firstfix::facts {
namespace {

using i18n::phonenumbers::PhoneNumberOfflineGeocoder;
using i18n::phonenumbers::PhoneNumberUtil;
using ParsedNumber = i18n::phonenumbers::PhoneNumber;

constexpr int kChinaCode = 86;
constexpr int kTaiwanCode = 886;
constexpr std::size_t kMostDigits = 15;  // E.164
constexpr std::size_t kMobileDigits = 11;
constexpr std::string_view kChina = "+86";
constexpr std::string_view kExample = "请写成 13800138000、028-85123456 或 10086 这样";

Failure invalid(std::string message, std::string_view hint = kExample) {
  return fail(Code::invalid, std::move(message), std::string(hint));
}

// Short codes in use in mainland China: 110, 10086, 1008611, 10105678, 12345, 95588, 95013xxx, 96110.
// libphonenumber calls all of them invalid, and its own table of short codes lacks 12345.
bool is_short_code(std::string_view digits) {
  const std::size_t n = digits.size();
  if (digits.starts_with("11") || digits.starts_with("12")) return n == 3 || n == 5;
  if (digits.starts_with("100") || digits.starts_with("101")) return n >= 5 && n <= 8;
  if (digits.starts_with("95")) return n >= 5 && n <= 8;
  return digits.starts_with("96") && (n == 5 || n == 6);
}

// What stands behind +86, 0086 or nothing; no value when another country is dialled.
std::optional<std::string_view> chinese_part(std::string_view digits, std::string_view home) {
  for (const std::string_view prefix : {"+86", "0086"}) {
    if (digits.starts_with(prefix)) return digits.substr(prefix.size());
  }
  if (home != "CN" || digits.starts_with('+') || digits.starts_with("00")) return std::nullopt;
  return digits;
}

// New ranges (192, 196, 197 ...) are opened faster than libphonenumber's tables are updated.
bool is_chinese_mobile(std::uint64_t national) {
  return national >= 13'000'000'000ULL && national <= 19'999'999'999ULL;
}

// The shape of almost every caller's number needs no table: it is accepted whatever the tables say (above),
// and libphonenumber's regular expressions cost more than the search for the answer.
bool is_chinese_mobile(std::string_view digits) {
  return digits.size() == kMobileDigits && digits[0] == '1' && digits[1] >= '3' && digits[1] <= '9';
}

bool acceptable(const ParsedNumber& number) {
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  if (number.country_code() == kChinaCode) {
    return util.IsValidNumber(number) || is_chinese_mobile(number.national_number());
  }
  // Abroad the length decides: an old table must not turn a roamer away.
  return util.IsPossibleNumber(number);
}

Failure refuse_chinese(std::string_view digits) {
  const std::size_t n = digits.size();
  if (digits.starts_with('1') && n != 11) {
    return invalid(fmt::format("手机号码应为 11 位，这里是 {} 位", n),
                   "请核对有没有漏写或多写数字，如 13800138000");
  }
  if (digits.starts_with('1')) return invalid("没有这个号段的手机号码", "请核对前三位，如 138、177、192");
  if (!digits.starts_with('0') && (n == 7 || n == 8)) {
    return invalid("固定电话缺少区号", "请在前面加上区号，如 028-85123456");
  }
  if (digits.starts_with('0')) {
    return invalid(n < 10 ? "固定电话的位数太少" : "固定电话的区号或位数不对",
                   "请写成区号加号码，如 028-85123456");
  }
  return invalid(n < 7 ? fmt::format("号码太短，只有 {} 位", n)
                       : fmt::format("这 {} 位数字不是有效的电话号码", n));
}

Failure refuse_foreign(PhoneNumberUtil::ErrorType error) {
  if (error == PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR) {
    return invalid("没有这个国家或地区的区号", "境外号码请写成“+”加国家码加号码，如 +44 7911 123456");
  }
  return invalid("境外号码的位数不对", "请写成“+”加国家码加号码，如 +44 7911 123456");
}

Result<TypedNumber> read(std::string_view text) {
  TypedNumber typed = read_typed_number(text);
  if (typed.has_text) {
    return invalid("号码里有不是数字的内容", "这里只写一个号码，如 13800138000；姓名、分机和其他文字请去掉");
  }
  if (typed.digits.empty() || typed.digits == "+") return invalid("没有写电话号码");
  if (typed.several) return invalid("这里写了不止一个号码", "一次只查一个号码，其余的请分开查");
  if (typed.digits.size() > kMostDigits + sizeof("+00")) {
    return invalid(fmt::format("号码太长，有 {} 位数字", typed.digits.size()));
  }
  return typed;
}

}  // namespace

Result<PhoneNumber> parse_phone(std::string_view text, std::string_view home) {
  const Result<TypedNumber> typed = read(text);
  if (!typed) return fail(typed.error());
  const std::string& digits = typed->digits;
  const std::optional<std::string_view> chinese = chinese_part(digits, home);
  if (chinese && is_short_code(*chinese)) return PhoneNumber(std::string(*chinese));
  if (chinese && is_chinese_mobile(*chinese)) return PhoneNumber(std::string(kChina).append(*chinese));

  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  ParsedNumber number;
  const PhoneNumberUtil::ErrorType error = util.Parse(digits, std::string(home), &number);
  if (error != PhoneNumberUtil::NO_PARSING_ERROR || !acceptable(number)) {
    return chinese ? refuse_chinese(*chinese) : refuse_foreign(error);
  }
  std::string e164;
  util.Format(number, PhoneNumberUtil::E164, &e164);
  return PhoneNumber(std::move(e164));
}

std::string region_of(const PhoneNumber& phone) {
  const std::string_view e164 = phone.e164();
  if (!e164.starts_with('+')) return {};  // a short code has no place
  ParsedNumber number;
  // A mobile number needs no look at its type first, which costs eight times the answer.
  const bool mobile = e164.starts_with(kChina) && is_chinese_mobile(e164.substr(kChina.size()));
  if (mobile) {
    number.set_country_code(kChinaCode);
    number.set_national_number(std::stoull(phone.e164().substr(kChina.size())));
  } else if (PhoneNumberUtil::GetInstance()->Parse(phone.e164(), "ZZ", &number) !=
             PhoneNumberUtil::NO_PARSING_ERROR) {
    return {};
  }
  // Its tables are read at the first question for a country and kept (guarded by its own mutex); like
  // libphonenumber's own instance it holds nothing but constant data.
  static const PhoneNumberOfflineGeocoder geocoder;
  const auto& language = icu::Locale::getSimplifiedChinese();
  std::string place = mobile ? geocoder.GetDescriptionForValidNumber(number, language)
                             : geocoder.GetDescriptionForNumber(number, language);
  if (place.empty() || place == "中国") return {};  // the country alone tells an agent nothing
  if (number.country_code() == kTaiwanCode) place.insert(0, "中国");  // the tables say 台湾
  return place;
}

}  // namespace firstfix::facts
