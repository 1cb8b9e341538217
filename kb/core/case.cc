// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/case.h"

#include <array>

namespace firstfix {
namespace {

// The value whose spelling is `text`, out of all values of an enum.
template <class Enum, std::size_t N>
std::optional<Enum> parse_enum(std::string_view text, const std::array<Enum, N>& all) {
  for (const Enum value : all) {
    if (to_string(value) == text) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::script:
      return "script";
    case Kind::faq:
      return "faq";
    case Kind::answer:
      return "answer";
  }
  return {};
}

std::string_view to_string(Audience audience) {
  switch (audience) {
    case Audience::agent:
      return "agent";
    case Audience::clerk:
      return "clerk";
    case Audience::customer:
      return "customer";
  }
  return {};
}

std::string_view to_string(Confidence confidence) {
  switch (confidence) {
    case Confidence::wip:
      return "wip";
    case Confidence::not_validated:
      return "not-validated";
    case Confidence::validated:
      return "validated";
    case Confidence::archived:
      return "archived";
  }
  return {};
}

std::optional<Kind> parse_kind(std::string_view text) {
  return parse_enum(text, std::array{Kind::script, Kind::faq, Kind::answer});
}

std::optional<Audience> parse_audience(std::string_view text) {
  return parse_enum(text, std::array{Audience::agent, Audience::clerk, Audience::customer});
}

std::optional<Confidence> parse_confidence(std::string_view text) {
  return parse_enum(text, std::array{Confidence::wip, Confidence::not_validated, Confidence::validated,
                                     Confidence::archived});
}

std::string_view label_of(Kind kind) {
  switch (kind) {
    case Kind::script:
      return "投诉话术";
    case Kind::faq:
      return "覆盖问答";
    case Kind::answer:
      return "标准答复";
  }
  return {};
}

std::string_view label_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::wip:
      return "草稿";
    case Confidence::not_validated:
      return "待验证";
    case Confidence::validated:
      return "已验证";
    case Confidence::archived:
      return "已归档";
  }
  return {};
}

bool Case::offered_on(Date day) const {
  if (confidence == Confidence::archived) return false;
  return (!valid_from || *valid_from <= day) && (!valid_to || day <= *valid_to);
}

}  // namespace firstfix
