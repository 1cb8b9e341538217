// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/reply_reader.h"

#include <string_view>

namespace firstfix::content {
namespace {

// Offset of the n-th (from 0) "{{" in the reply's source. The plain text has the same ones in the same order,
// whatever markup stands between; should an entity hide one, the reply's beginning is near enough.
std::size_t opening(std::size_t n, const ReplyText& reply, const SourceText& source) {
  std::size_t at = reply.range.begin;
  for (std::size_t seen = 0;; ++seen) {
    at = source.text().find("{{", at);
    if (at == std::string_view::npos || at >= reply.range.end) return reply.range.begin;
    if (seen == n) return at;
    at += 2;
  }
}

// Ordinal of the first "{{" that ReplyTemplate::parse refuses.
std::size_t first_malformed(std::string_view text) {
  std::size_t n = 0;
  for (std::size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at), ++n) {
    const std::size_t close = text.find("}}", at + 2);
    if (close == std::string_view::npos) return n;
    if (text.substr(at + 2, close - at - 2).find_first_not_of(" \t") == std::string_view::npos) return n;
    at = close + 2;
  }
  return n;
}

}  // namespace

ReplyTemplate read_reply(const ReplyText& reply, const FactCatalogue* facts, Report& report) {
  auto parsed = ReplyTemplate::parse(reply.text);
  if (!parsed) {
    report.add(opening(first_malformed(reply.text), reply, report.source()), "变量没有写完整",
               "变量写成 {{area}}，条件写成 {{#event=outage}}……{{/}}，条件里不能再套条件");
    return {};
  }
  const FactChecker checker(facts, report);
  std::size_t n = 0;
  for (const ReplyTemplate::Segment& segment : parsed->segments()) {
    if (segment.kind == ReplyTemplate::Segment::Kind::words) continue;
    const std::size_t at = opening(n++, reply, report.source());
    if (!segment.names_fact()) continue;
    const FactDefinition* fact = checker.definition({segment.text, at});
    if (fact != nullptr && !segment.value.empty()) checker.check_value(*fact, {segment.value, at});
  }
  return *std::move(parsed);
}

}  // namespace firstfix::content
