// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace firstfix::facts {

// The Type Allocation Code, the first eight digits (3GPP TS 23.003 6.2). No value when that is not 15 or 16
// digits.
std::optional<std::string> tac_of(std::string_view imei);

// Whether the 15th digit is the Luhn check digit of the first fourteen (3GPP TS 23.003 annex B). A 16-digit
// IMEISV has none and passes.
bool check_digit_ok(std::string_view imei);

}  // namespace firstfix::facts
