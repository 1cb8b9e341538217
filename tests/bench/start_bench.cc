// SPDX-License-Identifier: GPL-3.0-or-later
// From App::open to the first answer it could give, with 1,000 cases.
#include <filesystem>
#include <memory>

#include <benchmark/benchmark.h>

#include "tests/bench/benchmarks.h"
#include "tests/bench/generated_world.h"

namespace firstfix::bench {
namespace {

constexpr std::size_t kCases = 1'000;

// Nothing there but the case files: they are parsed, the index is built, the database is made.
void first_start(benchmark::State& state) {
  const GeneratedWorld world(kCases);
  for (auto _ : state) {
    auto app = world.open();
    state.PauseTiming();
    app.reset();
    std::filesystem::remove_all(world.settings().data);
    state.ResumeTiming();
  }
}

// The case files are parsed again, index and database are there.
void later_start(benchmark::State& state) {
  const GeneratedWorld world(kCases);
  world.open();
  for (auto _ : state) benchmark::DoNotOptimize(world.open());
}

void register_start(const char* name, void (*measure)(benchmark::State&)) {
  benchmark::RegisterBenchmark(name, measure)
      ->Iterations(1)
      ->Repetitions(5)
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace

void register_start_benchmarks() {
  register_start("start/first/1000", first_start);
  register_start("start/later/1000", later_start);
}

}  // namespace firstfix::bench
