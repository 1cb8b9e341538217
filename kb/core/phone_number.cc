// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/phone_number.h"

#include <fmt/format.h>

namespace firstfix {
namespace {

constexpr std::string_view kChina = "+86";

// Without the country code when that is China's; others keep it.
std::string_view national_part(std::string_view e164) {
  if (e164.starts_with(kChina)) e164.remove_prefix(kChina.size());
  return e164;
}

}  // namespace

std::string PhoneNumber::masked() const {
  const std::string_view digits = national_part(e164_);
  if (digits.size() < 8) return std::string(digits.substr(0, digits.size() / 2)) + "****";
  return fmt::format("{}****{}", digits.substr(0, 3), digits.substr(digits.size() - 4));
}

std::string PhoneNumber::national() const {
  const std::string_view digits = national_part(e164_);
  const bool mobile = digits.size() == 11 && digits.front() == '1';
  if (!mobile) return std::string(digits);
  return fmt::format("{} {} {}", digits.substr(0, 3), digits.substr(3, 4), digits.substr(7));
}

}  // namespace firstfix
