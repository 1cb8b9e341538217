// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "kb/core/clock.h"

namespace firstfix {

// Who serves at a shared counter. The PIN itself is nowhere, only its argon2id string.
struct Clerk {
  std::string name;
  std::string pin_hash;
  int failures = 0;  // wrong PINs since the last right one
  std::optional<Timestamp> locked_until = {};
};

// A counter that a clerk has unlocked. Known by the hash of a token that the browser keeps in a cookie.
struct ClerkSession {
  std::string token_hash;
  std::string clerk;
  Timestamp seen_at;
};

}  // namespace firstfix
