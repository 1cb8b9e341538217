// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/medians_reporter.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace firstfix::bench {
namespace {

// The aims of the issues "Foundation", "Retrieval" and "The resolution engine".
struct Figure {
  std::string_view name;  // benchmark and counter; "time" is the benchmark's own time
  std::string_view label;
  std::string_view unit;
  std::string_view aim;
};

constexpr auto kFigures = std::to_array<Figure>(
    {{"resolve/100 p50 resolve", "resolve, 100 cases, p50", "us", ""},
     {"resolve/100 p50 floor", "  its floor", "us", ""},
     {"resolve/100 p50 ratio", "  ratio", "", "<= 2"},
     {"resolve/100 p50 cpu ratio", "  ratio in CPU time", "", ""},
     {"resolve/100 p99 resolve", "resolve, 100 cases, p99", "us", ""},
     {"resolve/100 p99 floor", "  its floor", "us", ""},
     {"resolve/100 p99 ratio", "  ratio", "", "<= 2"},
     {"resolve/100 p99 cpu ratio", "  ratio in CPU time", "", ""},
     {"resolve/100 p50 answer", "answer to a question, 100 cases, p50", "us", ""},
     {"resolve/100 p50 answer ratio", "  ratio to a resolve", "", "<= 0.5"},
     {"resolve/100 p99 answer", "answer to a question, 100 cases, p99", "us", ""},
     {"resolve/100 p99 answer ratio", "  ratio to a resolve", "", "<= 0.5"},
     {"resolve/100000 p50 resolve", "resolve, 100,000 cases, p50", "us", ""},
     {"resolve/100000 p50 floor", "  its floor", "us", ""},
     {"resolve/100000 p50 ratio", "  ratio", "", "<= 2"},
     {"resolve/100000 p50 cpu ratio", "  ratio in CPU time", "", ""},
     {"resolve/100000 p99 resolve", "resolve, 100,000 cases, p99", "us", ""},
     {"resolve/100000 p99 floor", "  its floor", "us", ""},
     {"resolve/100000 p99 ratio", "  ratio", "", "<= 2"},
     {"resolve/100000 p99 cpu ratio", "  ratio in CPU time", "", ""},
     {"resolve/100000 p50 answer", "answer to a question, 100,000 cases, p50", "us", ""},
     {"resolve/100000 p50 answer ratio", "  ratio to a resolve", "", "<= 0.5"},
     {"resolve/100000 p99 answer", "answer to a question, 100,000 cases, p99", "us", ""},
     {"resolve/100000 p99 answer ratio", "  ratio to a resolve", "", "<= 0.5"},
     {"province/100000 p50 resolve", "resolve, a province, p50", "us", ""},
     {"province/100000 p50 floor", "  its floor", "us", ""},
     {"province/100000 p50 ratio", "  ratio", "", "<= 2"},
     {"province/100000 p50 cpu ratio", "  ratio in CPU time", "", ""},
     {"province/100000 p99 resolve", "resolve, a province, p99", "us", ""},
     {"province/100000 p99 floor", "  its floor", "us", ""},
     {"province/100000 p99 ratio", "  ratio", "", "<= 2"},
     {"province/100000 p99 cpu ratio", "  ratio in CPU time", "", ""},
     {"province/100000 p50 answer", "answer to a question, a province, p50", "us", ""},
     {"province/100000 p50 answer ratio", "  ratio to a resolve", "", "<= 0.5"},
     {"province/100000 p99 answer", "answer to a question, a province, p99", "us", ""},
     {"province/100000 p99 answer ratio", "  ratio to a resolve", "", "<= 0.5"},
     {"search/10000 p50 search", "search, 10,000 short cases, p50", "us", ""},
     {"search/10000 p50 ratio", "  ratio to bare Xapian", "", "<= 1.5"},
     {"search/10000 p50 cpu ratio", "  ratio in CPU time", "", ""},
     {"search/10000 p99 search", "search, 10,000 short cases, p99", "us", ""},
     {"search/10000 p99 ratio", "  ratio to bare Xapian", "", "<= 1.5"},
     {"search/10000 rss_mb", "  resident memory of the benchmark", "MB", ""},
     {"search/100000 p50 search", "search, 100,000 short cases, p50", "us", ""},
     {"search/100000 p50 ratio", "  ratio to bare Xapian", "", "<= 1.5"},
     {"search/100000 p50 cpu ratio", "  ratio in CPU time", "", ""},
     {"search/100000 p99 search", "search, 100,000 short cases, p99", "us", ""},
     {"search/100000 p99 ratio", "  ratio to bare Xapian", "", "<= 1.5"},
     {"search/100000 rss_mb", "  resident memory of the benchmark", "MB", ""},
     {"search/1000000 p50 search", "search, 1,000,000 short cases, p50", "us", ""},
     {"search/1000000 p50 ratio", "  ratio to bare Xapian", "", "<= 1.5"},
     {"search/1000000 p50 cpu ratio", "  ratio in CPU time", "", ""},
     {"search/1000000 p99 search", "search, 1,000,000 short cases, p99", "us", ""},
     {"search/1000000 p99 ratio", "  ratio to bare Xapian", "", "<= 1.5"},
     {"search/1000000 rss_mb", "  resident memory of the benchmark", "MB", ""},
     {"load/1000 resolves_per_s", "HTTP resolves, 8 connections", "a second", ">= 1000"},
     {"load/1000 outcomes_per_s", "  outcomes beside them", "a second", ">= 100"},
     {"load/1000 errors", "  refused or failed", "", "0"},
     {"load/1000 resolve_p99_ms", "  resolve, p99", "ms", ""},
     {"load/1000 outcome_p99_ms", "  outcome, p99", "ms", ""},
     {"load/history/1000 resolves_per_s", "HTTP resolves, after 100,000 contacts", "a second", ">= 1000"},
     {"load/history/1000 outcomes_per_s", "  outcomes beside them", "a second", ">= 100"},
     {"load/history/1000 errors", "  refused or failed", "", "0"},
     {"typing/1000 p50_ms", "search at every key, 1,000 cases, p50", "ms", ""},
     {"typing/1000 p99_ms", "  p99", "ms", "< 20"},
     {"typing/1000 p100_ms", "  slowest", "ms", ""},
     {"typing/100000 p50_ms", "search at every key, 100,000 cases, p50", "ms", ""},
     {"typing/100000 p99_ms", "  p99", "ms", "< 20"},
     {"typing/100000 p100_ms", "  slowest", "ms", ""},
     {"index/10000 documents_per_s", "index build, 10,000 cases", "documents/s", ">= 3000"},
     {"start/first/1000 time", "first start, 1,000 cases", "ms", "< 1000"},
     {"start/later/1000 time", "later start, 1,000 cases", "ms", "< 1000"},
     {"server/1000 ready_ms", "server process to ready, 1,000 cases", "ms", "< 1000"},
     {"server/1000 rss_start_mb", "resident memory when ready", "MB", "< 150"},
     {"server/1000 rss_mb", "resident memory after 2,000 resolves", "MB", "< 150"},
     {"server/1000 rss_peak_mb", "highest resident memory", "MB", ""}});

}  // namespace

bool MediansReporter::ReportContext(const Context& context) {
  PrintBasicContext(&GetErrorStream(), context);
  return true;
}

void MediansReporter::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    const bool median = run.run_type == Run::RT_Aggregate && run.aggregate_name == "median";
    if (run.run_type == Run::RT_Aggregate && !median) continue;
    const std::string name = run.run_name.function_name;
    std::string line = fmt::format("{:<18} {:<7}", name, median ? "median" : "");
    for (const auto& [counter, value] : run.counters) {
      line += fmt::format(" {}={:.4g};", counter, value.value);
      if (median) medians_[name + " " + counter] = value;
    }
    if (median) medians_[name + " time"] = run.GetAdjustedRealTime();
    fmt::print("{} time={:.5g}{}\n", line, run.GetAdjustedRealTime(), GetTimeUnitString(run.time_unit));
    std::fflush(stdout);
  }
}

void MediansReporter::Finalize() {
  fmt::print("\n{:<40} {:>10} {:<12} {}\n", "median of the repetitions", "measured", "", "aim");
  for (const Figure& figure : kFigures) {
    const auto median = medians_.find(std::string(figure.name));
    if (median == medians_.end()) continue;
    fmt::print("{:<40} {:>10.{}f} {:<12} {}\n", figure.label, median->second, figure.unit.empty() ? 2 : 0,
               figure.unit, figure.aim);
  }
}

}  // namespace firstfix::bench
