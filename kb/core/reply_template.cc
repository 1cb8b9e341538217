// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/reply_template.h"

#include <utility>

#include <fmt/format.h>

namespace firstfix {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

Result<ReplyTemplate> ReplyTemplate::parse(std::string_view text) {
  ReplyTemplate parsed;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t open = text.find("{{", at);
    if (open != at) parsed.segments_.push_back({false, std::string(text.substr(at, open - at)), at});
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find("}}", open + 2);
    if (close == std::string_view::npos) {
      return fail(Code::invalid, fmt::format("byte {}: {{{{ without }}}}", open),
                  "close the variable: {{area}}");
    }
    const std::string_view name = trimmed(text.substr(open + 2, close - open - 2));
    if (name.empty()) {
      return fail(Code::invalid, fmt::format("byte {}: {{{{}}}} names no fact", open),
                  "write a fact's id: {{area}}");
    }
    parsed.segments_.push_back({true, std::string(name), open});
    at = close + 2;
  }
  return parsed;
}

std::string ReplyTemplate::fill(const FactSet& facts, const FactCatalogue& catalogue) const {
  std::string filled;
  for (const Segment& segment : segments_) {
    if (!segment.is_variable) {
      filled += segment.text;
      continue;
    }
    const Fact* fact = facts.find(segment.text);
    if (fact != nullptr && !fact->value.empty()) {
      filled += catalogue.label_of(*fact);
    } else if (const FactDefinition* definition = catalogue.find(segment.text)) {
      filled += definition->fallback;
    }
  }
  return filled;
}

}  // namespace firstfix
