// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace firstfix::facts {

// What somebody put into the number field, before anybody asks whether such a number exists.
struct TypedNumber {
  std::string digits;     // ASCII digits, with one leading + when there was one
  bool has_text = false;  // anything but digits and the usual separators, broken UTF-8 included
  bool several = false;   // more than one number: 13800138000、13900139000
};

// Drops spaces, dashes, brackets and invisible marks (copying from an address book leaves U+202D), and turns
// full-width digits into ASCII ones. Never fails.
TypedNumber read_typed_number(std::string_view text);

}  // namespace firstfix::facts
