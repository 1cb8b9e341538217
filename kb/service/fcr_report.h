// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/fcr.h"
#include "kb/core/library.h"
#include "kb/core/result.h"
#include "kb/service/settings.h"
#include "kb/store/database.h"

namespace firstfix::service {

struct FcrRequest {
  std::optional<Date> from;  // local days, both included; by default the 30 days up to `to`
  std::optional<Date> to;    // by default today
  FcrKey by = FcrKey::day;
};

struct FcrLine {
  std::string key;
  std::string label;  // what a person reads: the category's path, the case's title, 未知 for an empty key
  FcrCounts counts;
};

struct FcrReport {
  Date from;
  Date to;
  std::chrono::seconds window{};
  FcrCounts total;
  std::vector<FcrLine> lines;  // ordered by key
};

// First contact resolution of the contacts opened on these days. Errors: invalid (to before from, more than
// 400 days), unavailable. Thread rule: any thread.
Result<FcrReport> fcr_report(store::Database& database, const Library& library, const Settings& settings,
                             const FcrRequest& request, Timestamp now);

}  // namespace firstfix::service
