// SPDX-License-Identifier: GPL-3.0-or-later
// Resolver::resolve beside its floor, call by call in one loop: what disturbs one disturbs the other.
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "kb/facts/phone.h"
#include "tests/bench/benchmarks.h"
#include "tests/bench/floor.h"
#include "tests/bench/generated_world.h"
#include "tests/bench/latencies.h"

namespace firstfix::bench {
namespace {

constexpr std::size_t kRequests = 10'000;
constexpr int kRepetitions = 5;

struct FloorRequest {
  std::vector<std::string> terms;
  std::string e164;
};

// A running system of one size with everything that is asked of it.
class Contest {
 public:
  explicit Contest(std::size_t cases, const Population& population = {})
      : world_(cases), requests_(requests(kRequests, population.subscribers)) {
    world_.add_records(population);
    app_ = world_.open();
    app_->wait_until_learned();
    const auto snapshot = app_->knowledge().snapshot();
    if (snapshot->library->cases.size() != cases) {
      throw std::runtime_error(fmt::format("{} of {} cases were read; the first problem: {}",
                                           snapshot->library->cases.size(), cases,
                                           to_string(snapshot->library->problems.at(0))));
    }
    floor_ = std::make_unique<Floor>(snapshot->folder->path(), world_.settings().database());
    for (const auto& request : requests_) {
      floor_requests_.push_back(
          {BareSearch::terms_of(request.symptom), facts::parse_phone(request.phone).value().e164()});
    }
  }

  void run(benchmark::State& state) {
    Latencies resolved;
    Latencies answered;
    Latencies bare;
    Latencies searched;
    Latencies read;
    for (auto _ : state) {
      const std::size_t call = next_++ % kRequests;
      std::string contact;
      resolved.time([&] { contact = resolve(requests_[call]); });
      answered.time([&] { answer(contact); });
      // The same requests, but not the one whose postings have just been read.
      run_floor(floor_requests_[(call + kRequests / 2) % kRequests], bare, searched, read);
    }
    for (const std::size_t percent : {50U, 99U}) {
      const auto count = [&](const char* name, double value) {
        state.counters[fmt::format("p{} {}", percent, name)] = value;
      };
      count("resolve", resolved.wall_us(percent));
      count("answer", answered.wall_us(percent));
      count("answer ratio", answered.wall_us(percent) / resolved.wall_us(percent));
      count("floor", bare.wall_us(percent));
      count("floor search", searched.wall_us(percent));
      count("floor reads", read.wall_us(percent));
      count("ratio", resolved.wall_us(percent) / bare.wall_us(percent));
      count("cpu ratio", resolved.cpu_us(percent) / bare.cpu_us(percent));
    }
  }

 private:
  // Returns the contact.
  std::string resolve(const service::ResolveRequest& request) {
    auto resolution = app_->resolver().resolve(request);
    if (!resolution) throw std::runtime_error(resolution.error().message);
    benchmark::DoNotOptimize(resolution);
    return resolution->contact.id;
  }

  void answer(const std::string& contact) {
    auto resolution = app_->resolver().answer(contact, {{"place", "indoor"}});
    if (!resolution) throw std::runtime_error(resolution.error().message);
    benchmark::DoNotOptimize(resolution);
  }

  void run_floor(const FloorRequest& request, Latencies& all, Latencies& searched, Latencies& read) {
    all.time([&] {
      searched.time([&] { benchmark::DoNotOptimize(floor_->search(request.terms)); });
      read.time([&] { benchmark::DoNotOptimize(floor_->reads(request.e164)); });
    });
  }

  GeneratedWorld world_;
  std::vector<service::ResolveRequest> requests_;
  std::vector<FloorRequest> floor_requests_;
  std::unique_ptr<App> app_;
  std::unique_ptr<Floor> floor_;
  std::size_t next_ = 0;
};

struct Size {
  std::string name;
  std::size_t cases = 0;
  Population population;
};

void register_size(const Size& size, benchmark::IterationCount calls) {
  auto contest = std::make_shared<std::unique_ptr<Contest>>();
  benchmark::RegisterBenchmark(size.name.c_str(),
                               [contest, size](benchmark::State& state) {
                                 if (!*contest)
                                   *contest = std::make_unique<Contest>(size.cases, size.population);
                                 (*contest)->run(state);
                               })
      ->Iterations(calls)
      ->Repetitions(kRepetitions)
      ->Unit(benchmark::kMicrosecond);
}

}  // namespace

void register_resolve_benchmarks() {
  register_size({"resolve/100", 100, {}}, 2'000);
  register_size({"resolve/100000", 100'000, {}}, 500);
  register_size({"history/1000", 1'000, kMonth}, 2'000);
  // A province: a million numbers, a million past contacts that taught something.
  register_size({"province/100000", 100'000, {1'000'000, 1'000'000, 1'000}}, 500);
}

}  // namespace firstfix::bench
