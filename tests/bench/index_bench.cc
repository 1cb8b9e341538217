// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>
#include <stdexcept>

#include <benchmark/benchmark.h>

#include "kb/content/library_loader.h"
#include "kb/search/index.h"
#include "tests/bench/benchmarks.h"
#include "tests/bench/generated_world.h"

namespace firstfix::bench {
namespace {

constexpr std::size_t kCases = 10'000;

std::shared_ptr<const Library> generated_library() {
  const GeneratedWorld world(kCases);
  auto library = content::LibraryLoader(world.settings().content).load();
  if (!library) throw std::runtime_error(library.error().message);
  return *library;
}

void build_index(benchmark::State& state) {
  const auto library = generated_library();
  const test::ScratchFolder folder;
  int built = 0;
  for (auto _ : state) {
    const auto done = search::Index::build(folder.path() / std::to_string(++built), *library);
    if (!done) throw std::runtime_error(done.error().message);
  }
  state.counters["documents_per_s"] = benchmark::Counter(static_cast<double>(library->cases.size()),
                                                         benchmark::Counter::kIsIterationInvariantRate);
}

}  // namespace

void register_index_benchmarks() {
  benchmark::RegisterBenchmark("index/10000", build_index)
      ->Iterations(1)
      ->Repetitions(5)
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace firstfix::bench
