// SPDX-License-Identifier: GPL-3.0-or-later
// First contact resolution (FCR): a contact has credit when it was resolved, not escalated, and the same
// number has not come back in the same category within the window (KCS v6: seven days). The credit is
// provisional until the window closes.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "kb/core/clock.h"

namespace firstfix {

// A contact R takes the credit of C back when both are of one number and category, R holds words, facts or an
// outcome, and R was opened from `repeats_from(C)` to C's opening + window, both included.
struct RepeatRule {
  std::chrono::seconds window = std::chrono::days{7};
  // Who types the words again while the caller waits has opened a second contact, no second call: it counts
  // as a repeat only when the first one had been resolved before, or this long after the first one's opening.
  std::chrono::seconds same_call = std::chrono::minutes{30};

  bool operator==(const RepeatRule&) const = default;
};

// From when on another contact is a repeat: the resolving outcome's time, at most `same_call` after the
// opening.
Timestamp repeats_from(const RepeatRule& rule, Timestamp opened_at, Timestamp resolved_at);

enum class FcrKey { day, region, category, channel, case_id, agent };
std::string_view to_string(FcrKey key);
std::optional<FcrKey> parse_fcr_key(std::string_view text);

// Contacts opened in a span of time. Those with an outcome are each in exactly one of confirmed, provisional,
// taken_back, unresolved and escalated.
struct FcrCounts {
  long long without_outcome = 0;  // look-ups of a number, with nothing said, are not counted
  long long confirmed = 0;        // credit whose window has closed
  long long provisional = 0;      // credit that a repeat contact may still take back
  long long taken_back = 0;       // resolved, but the number came back
  long long unresolved = 0;
  long long escalated = 0;
  long long settled = 0;  // with an outcome, and the window has closed: nothing can change them any more

  long long with_outcome() const { return confirmed + provisional + taken_back + unresolved + escalated; }
  // confirmed / settled: the rate that counts. No value when nothing is settled.
  std::optional<double> rate() const;
  // (confirmed + provisional) / with_outcome: how it stands today; it can only fall by repeats to come.
  std::optional<double> provisional_rate() const;

  FcrCounts& operator+=(const FcrCounts& other);
  bool operator==(const FcrCounts&) const = default;
};

// The contacts of one day, region, ... `key`: a date, a region's name, a category, channel or case id, an
// agent; empty: not known.
struct FcrRow {
  std::string key;
  FcrCounts counts;
};

}  // namespace firstfix
