// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/clock.h"

#include <charconv>

#include <fmt/compile.h>
#include <fmt/format.h>

namespace firstfix {
namespace {

using namespace std::chrono_literals;

// Reads exactly `digits` decimal digits at `at`.
std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return std::nullopt;
  int value = 0;
  const char* first = text.data() + at;
  const auto [end, error] = std::from_chars(first, first + digits, value);
  if (error != std::errc{} || end != first + digits || *first == '-') return std::nullopt;
  return value;
}

bool has(std::string_view text, std::size_t at, char c) {
  return at < text.size() && text[at] == c;
}

// "Z", "z" or "+08:00" to the end of the text.
std::optional<std::chrono::minutes> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return 0min;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = number_at(text, 1, 2);
  const auto minutes = number_at(text, 4, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::chrono::minutes offset{*hours * 60 + *minutes};
  return text[0] == '-' ? -offset : offset;
}

enum class NearDay { none, yesterday, today, tomorrow };

struct LocalTime {
  std::string at;  // 18:30
  NearDay day = NearDay::none;
  std::chrono::year_month_day date;
};

LocalTime local_time(Timestamp time, Timestamp now, std::chrono::minutes offset) {
  const Timestamp local = time + offset;
  const Date day = std::chrono::floor<std::chrono::days>(local);
  const auto ahead = day - std::chrono::floor<std::chrono::days>(now + offset);
  const std::chrono::hh_mm_ss clock{local - day};
  return {fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count()),
          ahead == std::chrono::days{0}    ? NearDay::today
          : ahead == std::chrono::days{1}  ? NearDay::tomorrow
          : ahead == std::chrono::days{-1} ? NearDay::yesterday
                                           : NearDay::none,
          day};
}

}  // namespace

Clock system_clock() {
  return [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); };
}

std::optional<Date> parse_date(std::string_view text) {
  const auto year = number_at(text, 0, 4);
  const auto month = number_at(text, 5, 2);
  const auto day = number_at(text, 8, 2);
  if (text.size() != 10 || !has(text, 4, '-') || !has(text, 7, '-') || !year || !month || !day)
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Date{date};
}

std::string to_string(Date date) {
  const std::chrono::year_month_day ymd{date};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

std::string to_rfc3339(Timestamp time) {
  const Date day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day ymd{day};
  const std::chrono::hh_mm_ss clock{time - day};
  // Once for every fact of every answer.
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z"), static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ')) return std::nullopt;
  const auto day = parse_date(text.substr(0, 10));
  const auto hour = number_at(text, 11, 2);
  const auto minute = number_at(text, 14, 2);
  const auto second = number_at(text, 17, 2);
  if (!day || !has(text, 13, ':') || !has(text, 16, ':') || !hour || !minute || !second) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  std::size_t rest = 19;
  if (has(text, rest, '.')) {
    const std::size_t after = text.find_first_not_of("0123456789", rest + 1);
    if (after == std::string_view::npos || after == rest + 1) return std::nullopt;
    rest = after;
  }
  const auto offset = parse_offset(text.substr(rest));
  if (!offset) return std::nullopt;
  return *day + std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second} -
         *offset;
}

std::string spoken_time(Timestamp time, Timestamp now, std::chrono::minutes offset) {
  const LocalTime local = local_time(time, now, offset);
  switch (local.day) {
    case NearDay::today:
      return "今天 " + local.at;
    case NearDay::tomorrow:
      return "明天 " + local.at;
    case NearDay::yesterday:
      return "昨天 " + local.at;
    case NearDay::none:
      return fmt::format("{}月{}日 {}", static_cast<unsigned>(local.date.month()),
                         static_cast<unsigned>(local.date.day()), local.at);
  }
  return {};
}

Message when(Timestamp time, Timestamp now, std::chrono::minutes offset) {
  const LocalTime local = local_time(time, now, offset);
  switch (local.day) {
    case NearDay::today:
      return {"when.today", {{"at", local.at}}};
    case NearDay::tomorrow:
      return {"when.tomorrow", {{"at", local.at}}};
    case NearDay::yesterday:
      return {"when.yesterday", {{"at", local.at}}};
    case NearDay::none:
      return {fmt::format("when.month.{}", static_cast<unsigned>(local.date.month())),
              {{"day", fmt::to_string(static_cast<unsigned>(local.date.day()))}, {"at", local.at}}};
  }
  return {};
}

Message age(Timestamp time, Timestamp now) {
  const auto passed = now - time;
  const auto in = [passed]<class Unit>(const char* id, Unit) {
    return Message{id, {{"count", fmt::to_string(std::chrono::floor<Unit>(passed).count())}}};
  };
  if (passed < 1min) return {"age.now"};
  if (passed < 1h) return in("age.minutes", 1min);
  if (passed < std::chrono::days{1}) return in("age.hours", 1h);
  return in("age.days", std::chrono::days{1});
}

}  // namespace firstfix
