// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace firstfix::bench {

// One line a benchmark while they run, then the table of the figures the project aims at: medians of the
// repetitions.
class MediansReporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

 private:
  std::map<std::string, double> medians_;  // "resolve/100 ratio_p99"
};

}  // namespace firstfix::bench
