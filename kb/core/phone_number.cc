// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/phone_number.h"

#include <fmt/format.h>

namespace firstfix {
namespace {

constexpr std::string_view kChina = "+86";

bool is_mobile(std::string_view digits) { return digits.size() == 11 && digits.front() == '1'; }

// As dialled in China: without the country code, a landline with its 0. Others keep theirs.
std::string dialled(std::string_view e164) {
  if (!e164.starts_with(kChina)) return std::string(e164);
  e164.remove_prefix(kChina.size());
  return is_mobile(e164) ? std::string(e164) : "0" + std::string(e164);
}

}  // namespace

std::string PhoneNumber::masked() const {
  const std::string digits = dialled(e164_);
  if (digits.size() < 8) return digits.substr(0, digits.size() / 2) + "****";
  return fmt::format("{}****{}", digits.substr(0, 3), digits.substr(digits.size() - 4));
}

std::string PhoneNumber::national() const {
  const std::string digits = dialled(e164_);
  if (!is_mobile(digits)) return digits;
  return fmt::format("{} {} {}", digits.substr(0, 3), digits.substr(3, 4), digits.substr(7));
}

}  // namespace firstfix
