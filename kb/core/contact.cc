// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/contact.h"

namespace firstfix {

std::string_view to_string(Channel channel) {
  switch (channel) {
    case Channel::hotline:
      return "hotline";
    case Channel::counter:
      return "counter";
    case Channel::online:
      return "online";
  }
  return {};
}

std::optional<Channel> parse_channel(std::string_view text) {
  for (const Channel channel : {Channel::hotline, Channel::counter, Channel::online}) {
    if (to_string(channel) == text) return channel;
  }
  return std::nullopt;
}

std::string_view label_of(Channel channel) {
  switch (channel) {
    case Channel::hotline:
      return "热线";
    case Channel::counter:
      return "柜台";
    case Channel::online:
      return "在线";
  }
  return {};
}

std::string_view to_string(OutcomeResult result) {
  switch (result) {
    case OutcomeResult::resolved:
      return "resolved";
    case OutcomeResult::unresolved:
      return "unresolved";
    case OutcomeResult::escalated:
      return "escalated";
  }
  return {};
}

std::optional<OutcomeResult> parse_outcome_result(std::string_view text) {
  for (const OutcomeResult result :
       {OutcomeResult::resolved, OutcomeResult::unresolved, OutcomeResult::escalated}) {
    if (to_string(result) == text) return result;
  }
  return std::nullopt;
}

bool Outcome::same_as(const Outcome& other) const {
  return contact == other.contact && case_id == other.case_id && result == other.result && note == other.note;
}

}  // namespace firstfix
