// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/facts/imei.h"

#include <algorithm>

namespace firstfix::facts {
namespace {

constexpr std::size_t kTac = 8;
constexpr std::size_t kImei = 15;
constexpr std::size_t kImeisv = 16;

bool well_formed(std::string_view imei) {
  const bool digits = std::all_of(imei.begin(), imei.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits && (imei.size() == kImei || imei.size() == kImeisv);
}

// The sum of Luhn over all 15 digits; a right check digit makes it a multiple of ten. Every second digit,
// counted from the right with the check digit first, is doubled and its decimal digits added.
int luhn_sum(std::string_view imei) {
  int sum = 0;
  for (std::size_t i = 0; i < kImei; ++i) {
    const int digit = imei[i] - '0';
    const int doubled = digit * 2;
    sum += i % 2 == 0 ? digit : doubled / 10 + doubled % 10;
  }
  return sum;
}

}  // namespace

std::optional<std::string> tac_of(std::string_view imei) {
  if (!well_formed(imei)) return std::nullopt;
  return std::string(imei.substr(0, kTac));
}

bool check_digit_ok(std::string_view imei) {
  if (!well_formed(imei)) return false;
  return imei.size() == kImeisv || luhn_sum(imei) % 10 == 0;
}

}  // namespace firstfix::facts
