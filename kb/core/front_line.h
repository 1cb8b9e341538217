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

// How a case fares with those who are offered it, over some days: contacts that were more than a look-up.
struct CaseUse {
  std::string case_id;
  int offered = 0;  // contacts whose latest ranking has it
  int first = 0;    // of these, at the top
  int picked = 0;   // contacts in which an agent picked, copied, ruled out
  int copied = 0;
  int dismissed = 0;
  int resolved = 0;  // outcomes, as case_days counts them
  int tried = 0;
};

using FrontNote = std::variant<Signal, ScreenPop, TrackLink>;

}  // namespace firstfix
