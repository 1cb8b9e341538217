// SPDX-License-Identifier: GPL-3.0-or-later
// What a text costs as short messages.
#pragma once

#include <cstddef>
#include <string_view>

namespace firstfix {

struct SmsSize {
  bool ucs2 = false;         // false: every character is of the GSM 7-bit default alphabet
  std::size_t length = 0;    // in units: septets, or 16-bit units of UCS-2
  std::size_t segments = 0;  // messages sent and paid for; 0 for no text

  bool operator==(const SmsSize&) const = default;
};

// 160 septets or 70 units fit into one message, 153 or 67 into each part of a longer one, which loses six
// octets to its header (3GPP TS 23.038 clause 6.2.1 and 6.2.3, TS 23.040 clause 9.2.3.24.1). A character of
// two septets (the extension table: ^{}\[~]| and the euro sign) or two units (a surrogate pair) is never
// cut. Text must be UTF-8; a broken byte counts as one UCS-2 unit.
SmsSize sms_size(std::string_view text);

}  // namespace firstfix
