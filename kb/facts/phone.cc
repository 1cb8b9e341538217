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

Failure invalid(Message said, const char* advice = "problem.phone.example") {
  return fail(Code::invalid, std::move(said), Message{advice});
}

// With the number of digits that are there.
Message counted(const char* id, std::size_t digits) {
  return {id, {{"count", fmt::to_string(digits)}}};
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
    return invalid(counted("problem.phone.mobile_digits", n), "problem.phone.mobile_digits.hint");
  }
  if (digits.starts_with('1')) return invalid({"problem.phone.range"}, "problem.phone.range.hint");
  if (!digits.starts_with('0') && (n == 7 || n == 8)) {
    return invalid({"problem.phone.no_area"}, "problem.phone.no_area.hint");
  }
  if (digits.starts_with('0')) {
    return invalid({n < 10 ? "problem.phone.landline_short" : "problem.phone.landline"},
                   "problem.phone.landline.hint");
  }
  return invalid(counted(n < 7 ? "problem.phone.short" : "problem.phone.none_such", n));
}

Failure refuse_foreign(PhoneNumberUtil::ErrorType error) {
  if (error == PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR) {
    return invalid({"problem.phone.country"}, "problem.phone.foreign.hint");
  }
  return invalid({"problem.phone.foreign"}, "problem.phone.foreign.hint");
}

Result<TypedNumber> read(std::string_view text) {
  TypedNumber typed = read_typed_number(text);
  if (typed.has_text) {
    return invalid({"problem.phone.text"}, "problem.phone.text.hint");
  }
  if (typed.digits.empty() || typed.digits == "+") return invalid({"problem.phone.empty"});
  if (typed.several) return invalid({"problem.phone.several"}, "problem.phone.several.hint");
  if (typed.digits.size() > kMostDigits + sizeof("+00")) {
    return invalid(counted("problem.phone.long", typed.digits.size()));
  }
  return typed;
}

// Its tables are read at the first question for a country and language and kept (guarded by its own mutex);
// like libphonenumber's own instance it holds nothing but constant data.
std::string place_of(const ParsedNumber& number, bool mobile, const icu::Locale& language) {
  static const PhoneNumberOfflineGeocoder geocoder;
  return mobile ? geocoder.GetDescriptionForValidNumber(number, language)
                : geocoder.GetDescriptionForNumber(number, language);
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

RegionName region_of(const PhoneNumber& phone) {
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
  RegionName region{place_of(number, mobile, icu::Locale::getSimplifiedChinese()),
                    place_of(number, mobile, icu::Locale::getEnglish())};
  if (region.name.empty() || region.name == "中国") return {};  // the country alone tells an agent nothing
  if (number.country_code() == kTaiwanCode) {                   // the tables say 台湾 and Taiwan
    region.name.insert(0, "中国");
    region.name_en += ", China";
  }
  return region;
}

}  // namespace firstfix::facts
