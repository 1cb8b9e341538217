// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "kb/core/message.h"

namespace firstfix {

using Timestamp = std::chrono::sys_seconds;
using Date = std::chrono::sys_days;

// Whoever needs the time is given a clock; only main reads the wall.
using Clock = std::function<Timestamp()>;

Clock system_clock();

// RFC 3339 in UTC: 2026-11-22T08:30:00Z.
std::string to_rfc3339(Timestamp time);

// Reads RFC 3339 with any offset, `2026-11-22T16:30:00+08:00`, also with a space for the T. No value when it
// is not one. A date alone is not a time.
std::optional<Timestamp> parse_rfc3339(std::string_view text);

// ISO 8601 calendar date, 2026-11-22. No value when the day does not exist.
std::optional<Date> parse_date(std::string_view text);
std::string to_string(Date date);

// How an agent says it at `now`, both shifted by `offset` to local time: 今天 18:30, 明天 09:00, 12月3日
// 09:00.
std::string spoken_time(Timestamp time, Timestamp now, std::chrono::minutes offset);
// The same as a sentence: when.today, when.tomorrow and when.yesterday {at}, when.month.1 to 12 {day, at}.
Message when(Timestamp time, Timestamp now, std::chrono::minutes offset);
// How long ago, in whole units: age.now, age.minutes, age.hours and age.days {count}.
Message age(Timestamp time, Timestamp now);

}  // namespace firstfix
