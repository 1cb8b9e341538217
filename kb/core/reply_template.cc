// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/reply_template.h"

#include <utility>

#include <fmt/format.h>

namespace firstfix {
namespace {

using Segment = ReplyTemplate::Segment;
using Kind = Segment::Kind;

constexpr std::string_view kBlank = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// What stands between {{ and }}, blanks removed and not empty.
Segment mark_of(std::string_view name, std::size_t at) {
  if (name.front() == '/') return {Kind::end, {}, {}, at};
  if (name.front() != '#' && name.front() != '^') return {Kind::variable, std::string(name), {}, at};
  const Kind kind = name.front() == '#' ? Kind::when : Kind::unless;
  name = trimmed(name.substr(1));
  const std::size_t equals = name.find('=');
  const bool any = equals == std::string_view::npos;
  return {kind, std::string(trimmed(name.substr(0, equals))),
          any ? std::string() : std::string(trimmed(name.substr(equals + 1))), at};
}

Failure broken(std::size_t at, std::string_view what, std::string hint) {
  return fail(Code::invalid, fmt::format("byte {}: {}", at, what), std::move(hint));
}

Result<void> check_marks(const std::vector<Segment>& segments) {
  const Segment* open = nullptr;
  for (const Segment& segment : segments) {
    if (segment.names_fact() && segment.text.empty())
      return broken(segment.byte_offset, "the mark names no fact", "write {{#event=outage}}…{{/}}");
    if (segment.kind == Kind::when || segment.kind == Kind::unless) {
      if (open != nullptr)
        return broken(segment.byte_offset, "a mark within another", "close the first one with {{/}}");
      open = &segment;
    } else if (segment.kind == Kind::end) {
      if (open == nullptr) return broken(segment.byte_offset, "{{/}} closes nothing", "remove it");
      open = nullptr;
    }
  }
  if (open != nullptr) return broken(open->byte_offset, "the mark has no {{/}}", "close it with {{/}}");
  return {};
}

bool holds(const Segment& mark, const FactSet& facts) {
  const std::string_view value = trimmed(facts.value(mark.text));
  const bool known = mark.value.empty() ? !value.empty() : value == mark.value;
  return known == (mark.kind == Kind::when);
}

std::string_view words_for(const std::string& id, const FactSet& facts, const FactCatalogue& catalogue) {
  const Fact* fact = facts.find(id);
  if (fact != nullptr && !trimmed(fact->value).empty()) return catalogue.label_of(*fact);
  const FactDefinition* definition = catalogue.find(id);
  return definition == nullptr ? std::string_view{} : std::string_view{definition->fallback};
}

}  // namespace

Result<ReplyTemplate> ReplyTemplate::parse(std::string_view text) {
  ReplyTemplate parsed;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t open = text.find("{{", at);
    if (open != at)
      parsed.segments_.push_back({Kind::words, std::string(text.substr(at, open - at)), {}, at});
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find("}}", open + 2);
    if (close == std::string_view::npos) return broken(open, "{{ without }}", "close the variable: {{area}}");
    const std::string_view name = trimmed(text.substr(open + 2, close - open - 2));
    if (name.empty()) return broken(open, "{{}} names no fact", "write a fact's id: {{area}}");
    parsed.segments_.push_back(mark_of(name, open));
    at = close + 2;
  }
  if (auto good = check_marks(parsed.segments_); !good) return fail(good.error());
  return parsed;
}

std::string ReplyTemplate::fill(const FactSet& facts, const FactCatalogue& catalogue) const {
  std::string filled;
  bool said = true;
  for (const Segment& segment : segments_) {
    switch (segment.kind) {
      case Kind::words:
        if (said) filled += segment.text;
        break;
      case Kind::variable:
        if (said) filled += words_for(segment.text, facts, catalogue);
        break;
      case Kind::when:
      case Kind::unless:
        said = holds(segment, facts);
        break;
      case Kind::end:
        said = true;
        break;
    }
  }
  return filled;
}

}  // namespace firstfix
