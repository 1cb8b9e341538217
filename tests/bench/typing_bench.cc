// SPDX-License-Identifier: GPL-3.0-or-later
// Search as one types: service::browse at every character of a sentence, with facets, highlights and all,
// which is what the server does for /api/v1/search and /cases between reading the request and writing the
// answer.
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "kb/core/utf8.h"
#include "kb/service/case_browser.h"
#include "tests/bench/benchmarks.h"
#include "tests/bench/generated_world.h"
#include "tests/bench/latencies.h"
#include "tests/bench/text_writer.h"

namespace firstfix::bench {
namespace {

constexpr std::size_t kSentences = 100;
constexpr int kRepetitions = 3;

class Typist {
 public:
  explicit Typist(std::size_t cases) : world_(cases), app_(world_.open()) {
    TextWriter writer(13);
    for (std::size_t i = 0; i < kSentences; ++i) {
      writer.next_topic();
      const std::string sentence = writer.sentence();
      for (std::size_t typed = 1; typed <= count_code_points(sentence); ++typed)
        typed_.emplace_back(first_code_points(sentence, typed));
    }
  }

  void run(benchmark::State& state) {
    Latencies keys;
    for (auto _ : state) {
      for (const std::string& text : typed_) {
        keys.time([&] {
          const auto page = service::browse(*app_->knowledge().snapshot(), {.text = text},
                                            {app_->now(), app_->settings().utc_offset});
          if (!page) throw std::runtime_error(page.error().message);
        });
      }
    }
    for (const std::size_t percent : {50U, 99U, 100U})
      state.counters[fmt::format("p{}_ms", percent)] = keys.wall_us(percent) / 1'000.0;
  }

 private:
  GeneratedWorld world_;
  std::unique_ptr<App> app_;
  std::vector<std::string> typed_;
};

}  // namespace

void register_typing_benchmarks() {
  for (const std::size_t cases : {1'000U, 100'000U}) {
    auto typist = std::make_shared<std::unique_ptr<Typist>>();
    benchmark::RegisterBenchmark(fmt::format("typing/{}", cases).c_str(),
                                 [typist, cases](benchmark::State& state) {
                                   if (!*typist) *typist = std::make_unique<Typist>(cases);
                                   (*typist)->run(state);
                                 })
        ->Iterations(1)
        ->Repetitions(kRepetitions)
        ->Unit(benchmark::kMillisecond);
  }
}

}  // namespace firstfix::bench
