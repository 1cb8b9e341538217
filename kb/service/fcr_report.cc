// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/fcr_report.h"

#include <utility>

#include <fmt/format.h>

namespace firstfix::service {
namespace {

constexpr std::chrono::days kDefaultSpan{30};
constexpr std::chrono::days kLongestSpan{400};

std::string channel_label(const std::string& key) {
  const auto channel = parse_channel(key);
  return channel ? std::string(label_of(*channel)) : key;
}

std::string label_for(FcrKey by, const std::string& key, const Library& library) {
  if (key.empty()) return by == FcrKey::case_id ? "没有对应案例" : "未知";
  switch (by) {
    case FcrKey::category:
      return library.taxonomy.path_label(key);
    case FcrKey::case_id: {
      const CasePtr article = library.find(key);
      return article == nullptr ? key : article->title;
    }
    case FcrKey::channel:
      return channel_label(key);
    case FcrKey::day:
    case FcrKey::region:
    case FcrKey::agent:
      return key;
  }
  return key;
}

}  // namespace

Result<FcrReport> fcr_report(store::Database& database, const Library& library, const Settings& settings,
                             const FcrRequest& request, Timestamp now) {
  const Date today = std::chrono::floor<std::chrono::days>(now + settings.utc_offset);
  FcrReport report;
  report.to = request.to.value_or(today);
  report.from = request.from.value_or(report.to - kDefaultSpan + std::chrono::days{1});
  report.window = settings.repeat.window;
  if (report.to < report.from)
    return fail(Code::invalid, Message{"problem.before_from", {{"field", "to"}}},
                Message{"problem.before_from.hint"});
  if (report.to - report.from >= kLongestSpan) {
    return fail(Code::invalid,
                Message{"problem.span", {{"field", "to"}, {"days", fmt::to_string(kLongestSpan.count())}}},
                Message{"problem.span.hint"});
  }
  const auto rows = database.fcr({Timestamp{report.from} - settings.utc_offset,
                                  Timestamp{report.to + std::chrono::days{1}} - settings.utc_offset,
                                  request.by, now, settings.utc_offset});
  if (!rows) return fail(rows.error());
  for (const FcrRow& row : *rows) {
    report.total += row.counts;
    report.lines.push_back({row.key, label_for(request.by, row.key, library), row.counts});
  }
  return report;
}

}  // namespace firstfix::service
