// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/fcr.h"

#include <algorithm>
#include <array>

namespace firstfix {
namespace {

constexpr std::array kKeys{FcrKey::day,     FcrKey::region,  FcrKey::category,
                           FcrKey::channel, FcrKey::case_id, FcrKey::agent};

std::optional<double> share(long long part, long long whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Timestamp repeats_from(const RepeatRule& rule, Timestamp opened_at, Timestamp resolved_at) {
  return std::min(resolved_at, opened_at + rule.same_call);
}

std::string_view to_string(FcrKey key) {
  switch (key) {
    case FcrKey::day:
      return "day";
    case FcrKey::region:
      return "region";
    case FcrKey::category:
      return "category";
    case FcrKey::channel:
      return "channel";
    case FcrKey::case_id:
      return "case";
    case FcrKey::agent:
      return "agent";
  }
  return {};
}

std::optional<FcrKey> parse_fcr_key(std::string_view text) {
  for (const FcrKey key : kKeys) {
    if (to_string(key) == text) return key;
  }
  return std::nullopt;
}

std::optional<double> FcrCounts::rate() const {
  return share(confirmed, settled);
}

std::optional<double> FcrCounts::provisional_rate() const {
  return share(confirmed + provisional, with_outcome());
}

FcrCounts& FcrCounts::operator+=(const FcrCounts& other) {
  without_outcome += other.without_outcome;
  confirmed += other.confirmed;
  provisional += other.provisional;
  taken_back += other.taken_back;
  unresolved += other.unresolved;
  escalated += other.escalated;
  settled += other.settled;
  return *this;
}

}  // namespace firstfix
