// SPDX-License-Identifier: GPL-3.0-or-later
// PINs of clerks. Hashes are argon2id (RFC 9106) strings of libsodium with its "interactive" cost, which take
// some 115 ms of CPU and 64 MiB each: callers let few run at a time.
#pragma once

#include <string>
#include <string_view>

#include "kb/core/result.h"

namespace firstfix::service {

// Four to eight digits, not all the same and no run like 1234 or 4321. Error: invalid, with the mend.
Result<void> check_pin(std::string_view pin);

// Error: unavailable (no memory for it).
Result<std::string> hash_pin(std::string_view pin);
bool pin_matches(const std::string& hash, std::string_view pin);

// 256 bits as 64 hex digits, to find a random token by without keeping it (BLAKE2b; no secret needed, tokens
// cannot be guessed).
std::string hash_token(std::string_view token);

}  // namespace firstfix::service
