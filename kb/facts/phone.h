// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "kb/core/phone_number.h"
#include "kb/core/result.h"

namespace firstfix::facts {

// Reads a number as people type it: spaces, dashes, +86, 0086, full-width digits, a landline with area code,
// a short code such as 10086, a foreign number with its country code. Without a country code it is taken as
// `home` (ISO 3166). Error (invalid): names what is wrong (letters, too short, too long, several numbers) and
// shows a right example.
Result<PhoneNumber> parse_phone(std::string_view text, std::string_view home = "CN");

// Where the number was issued: 四川省成都市 and "Chengdu, Sichuan"; both empty when unknown. A hint only:
// wrong after 携号转网.
struct RegionName {
  std::string name;
  std::string name_en;
};
RegionName region_of(const PhoneNumber& phone);

}  // namespace firstfix::facts
