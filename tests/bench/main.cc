// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <exception>

#include <benchmark/benchmark.h>

#include "tests/bench/benchmarks.h"
#include "tests/bench/medians_reporter.h"

int main(int argc, char** argv) {
  namespace bench = firstfix::bench;
  try {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    // The small ones first: the cases of the last stay in memory.
    bench::register_server_benchmarks();
    bench::register_load_benchmarks();
    bench::register_start_benchmarks();
    bench::register_index_benchmarks();
    bench::register_typing_benchmarks();
    bench::register_search_benchmarks();
    bench::register_resolve_benchmarks();
    bench::MediansReporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: %s\n", error.what());
    return 1;
  }
}
