// SPDX-License-Identifier: GPL-3.0-or-later
// Index::search beside the bare Xapian query over the same index, as a library of short cases grows.
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include "kb/search/index.h"
#include "tests/bench/benchmarks.h"
#include "tests/bench/floor.h"
#include "tests/bench/generated_cases.h"
#include "tests/bench/latencies.h"
#include "tests/bench/text_writer.h"
#include "tests/support/scratch_folder.h"

namespace firstfix::bench {
namespace {

constexpr std::size_t kQueries = 2'000;
constexpr int kRepetitions = 3;

// One sentence a case: what grows is the number of cases, not what a case says.
Library short_cases(std::size_t count) {
  Library library;
  TextWriter writer(11);
  for (std::size_t i = 0; i < count; ++i) {
    writer.next_topic();
    auto article = std::make_shared<Case>();
    article->id = fmt::format("c{:07}", i);
    article->symptoms = {writer.sentence()};
    library.cases.push_back(std::move(article));
  }
  return library;
}

double resident_mb() {
  std::ifstream file("/proc/self/statm");
  double total = 0.0;
  double resident = 0.0;
  file >> total >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

class Growth {
 public:
  explicit Growth(std::size_t count) {
    const Library library = short_cases(count);
    const auto path = folder_.path() / "index";
    if (auto built = search::Index::build(path, library); !built)
      throw std::runtime_error(built.error().message);
    auto opened = search::Index::open(path, library);
    if (!opened) throw std::runtime_error(opened.error().message);
    index_ = *opened;
    bare_ = std::make_unique<BareSearch>(path);
    TextWriter writer(12);
    for (std::size_t i = 0; i < kQueries; ++i) {
      writer.next_topic();
      queries_.push_back(writer.sentence());
      terms_.push_back(BareSearch::terms_of(queries_.back()));
    }
  }

  void run(benchmark::State& state) {
    Latencies searched;
    Latencies bare;
    for (auto _ : state) {
      const std::size_t call = next_++ % kQueries;
      search::Query query;
      query.text = queries_[call];
      searched.time([&] {
        if (auto hits = index_->search(query); !hits) throw std::runtime_error(hits.error().message);
      });
      // Not the query whose postings have just been read.
      bare.time(
          [&] { benchmark::DoNotOptimize(bare_->search(terms_[(call + kQueries / 2) % kQueries], 10)); });
    }
    for (const std::size_t percent : {50U, 99U}) {
      state.counters[fmt::format("p{} search", percent)] = searched.wall_us(percent);
      state.counters[fmt::format("p{} bare", percent)] = bare.wall_us(percent);
      state.counters[fmt::format("p{} ratio", percent)] = searched.wall_us(percent) / bare.wall_us(percent);
      state.counters[fmt::format("p{} cpu ratio", percent)] = searched.cpu_us(percent) / bare.cpu_us(percent);
    }
    state.counters["rss_mb"] = resident_mb();
  }

 private:
  test::ScratchFolder folder_;
  std::shared_ptr<const search::Index> index_;
  std::unique_ptr<BareSearch> bare_;
  std::vector<std::string> queries_;
  std::vector<std::vector<std::string>> terms_;
  std::size_t next_ = 0;
};

void register_size(std::size_t count) {
  auto growth = std::make_shared<std::unique_ptr<Growth>>();
  benchmark::RegisterBenchmark(fmt::format("search/{}", count).c_str(),
                               [growth, count](benchmark::State& state) {
                                 if (!*growth) *growth = std::make_unique<Growth>(count);
                                 (*growth)->run(state);
                               })
      ->Iterations(static_cast<benchmark::IterationCount>(kQueries))
      ->Repetitions(kRepetitions)
      ->Unit(benchmark::kMicrosecond);
}

}  // namespace

void register_search_benchmarks() {
  for (const std::size_t count : {10'000U, 100'000U, 1'000'000U}) register_size(count);
}

}  // namespace firstfix::bench
