// SPDX-License-Identifier: GPL-3.0-or-later
// What the front line leaves behind beside outcomes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "kb/core/clock.h"

namespace firstfix {

// What an agent did with an offered case in passing: its reply copied, the case picked before a better placed
// one, or ruled out.
enum class SignalKind { copied, picked, dismissed };
std::string_view to_string(SignalKind kind);
std::optional<SignalKind> parse_signal_kind(std::string_view text);

struct Signal {
  std::string contact;
  std::string case_id;
  SignalKind kind = SignalKind::copied;
  std::string form;  // of a copied reply: voice, sms, counter; else empty
  Timestamp at;
};

// A contact that a telephone system has prepared for an agent. An agent has one, the latest.
struct ScreenPop {
  std::string agent;  // as the telephone system names the seat
  std::string contact;
  Timestamp at;
};

// A customer's way to the progress of one contact: whoever has the token may look and answer until it
// expires.
struct TrackLink {
  std::string token;  // 32 hex digits, unguessable
  std::string contact;
  std::string case_id;
  Timestamp made_at;
  Timestamp expires_at;
};

using FrontNote = std::variant<Signal, ScreenPop, TrackLink>;

}  // namespace firstfix
