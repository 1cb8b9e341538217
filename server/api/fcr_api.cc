// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/fcr_api.h"

#include <cmath>
#include <string>

#include <nlohmann/json.hpp>

#include "server/http/problem.h"

namespace firstfix::api {
namespace {

using nlohmann::ordered_json;

// Absent: the service's default.
Result<std::optional<Date>> read_day(const http::Request& request, std::string_view name) {
  const std::string_view text = request.field(name);
  if (text.empty()) return std::optional<Date>();
  if (const auto day = parse_date(text)) return std::optional<Date>(day);
  return fail(Code::invalid, Message{"problem.no_date", {{"field", std::string(name)}}},
              Message{"problem.no_date.hint"});
}

Result<service::FcrRequest> read_request(const http::Request& request) {
  service::FcrRequest read;
  const auto from = read_day(request, "from");
  if (!from) return fail(from.error());
  const auto to = read_day(request, "to");
  if (!to) return fail(to.error());
  read.from = *from;
  read.to = *to;
  const std::string_view by = request.field("by");
  if (by.empty()) return read;
  const auto key = parse_fcr_key(by);
  if (!key) return fail(no_such_value("by", {"day", "region", "category", "channel", "case", "agent"}));
  read.by = *key;
  return read;
}

ordered_json rate_json(const std::optional<double>& rate) {
  return rate ? ordered_json(std::round(*rate * 1e4) / 1e4) : ordered_json();
}

ordered_json to_json(const FcrCounts& counts) {
  return {
      {"with_outcome", counts.with_outcome()}, {"without_outcome", counts.without_outcome},
      {"confirmed", counts.confirmed},         {"provisional", counts.provisional},
      {"taken_back", counts.taken_back},       {"unresolved", counts.unresolved},
      {"escalated", counts.escalated},         {"settled", counts.settled},
      {"rate", rate_json(counts.rate())},      {"provisional_rate", rate_json(counts.provisional_rate())}};
}

}  // namespace

http::Response fcr(App& app, const http::Request& request) {
  const auto read = read_request(request);
  if (!read) return http::problem(read.error());
  const auto report = app.fcr(*read);
  if (!report) return http::problem(report.error());
  ordered_json lines = ordered_json::array();
  for (const service::FcrLine& line : report->lines)
    lines.push_back({{"key", line.key}, {"label", line.label}, {"counts", to_json(line.counts)}});
  const ordered_json body{{"from", to_string(report->from)},
                          {"to", to_string(report->to)},
                          {"by", to_string(read->by)},
                          {"window_hours", std::chrono::floor<std::chrono::hours>(report->window).count()},
                          {"total", to_json(report->total)},
                          {"rows", std::move(lines)}};
  return http::json_response(body.dump());
}

}  // namespace firstfix::api
