// SPDX-License-Identifier: GPL-3.0-or-later
// The program as it is shipped, from outside: 1,000 cases, 100,000 subscribers, 2,000 resolves over HTTP.
#include <chrono>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "tests/bench/benchmarks.h"
#include "tests/bench/generated_world.h"
#include "tests/bench/server_process.h"
#include "tests/support/raw_http.h"

namespace firstfix::bench {
namespace {

constexpr std::size_t kCases = 1'000;
constexpr std::size_t kResolves = 2'000;
constexpr std::size_t kClients = 4;

// The generated texts hold nothing that JSON would want escaped.
std::string body_of(const service::ResolveRequest& request) {
  return fmt::format(R"({{"phone":"{}","symptom":"{}"}})", request.phone, request.symptom);
}

void resolve_all(int port) {
  const auto all = requests(kResolves);
  std::atomic<std::size_t> refused = 0;
  std::vector<std::jthread> clients;
  for (std::size_t first = 0; first < kClients; ++first) {
    clients.emplace_back([&, first] {
      for (std::size_t n = first; n < all.size(); n += kClients) {
        if (test::request(port, "POST", "/api/v1/resolve", body_of(all[n])).status != 200) ++refused;
      }
    });
  }
  clients.clear();
  if (refused > 0)
    throw std::runtime_error(fmt::format("{} of {} resolves were refused", refused.load(), kResolves));
}

void serve(benchmark::State& state, const GeneratedWorld& world) {
  for (auto _ : state) {
    const auto launched = std::chrono::steady_clock::now();
    const ServerProcess server(world.settings());
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - launched;
    state.counters["ready_ms"] = took.count();
    state.counters["rss_start_mb"] = server.status_mb("VmRSS");
    resolve_all(server.port());
    state.counters["rss_mb"] = server.status_mb("VmRSS");
    state.counters["rss_anon_mb"] = server.status_mb("RssAnon");
    state.counters["rss_peak_mb"] = server.status_mb("VmHWM");
  }
}

}  // namespace

void register_server_benchmarks() {
  auto world = std::make_shared<std::unique_ptr<GeneratedWorld>>();
  benchmark::RegisterBenchmark("server/1000",
                               [world](benchmark::State& state) {
                                 if (!*world) {
                                   *world = std::make_unique<GeneratedWorld>(kCases);
                                   (*world)->add_records();
                                 }
                                 serve(state, **world);
                               })
      ->Iterations(1)
      ->Repetitions(5)
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace firstfix::bench
