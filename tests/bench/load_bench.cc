// SPDX-License-Identifier: GPL-3.0-or-later
// A busy hour: as many resolves as the machine can do over kept-alive connections, every tenth contact closed
// with an outcome, which is on the disk before it is answered. Clients and server share the cores.
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <httplib.h>

#include "tests/bench/benchmarks.h"
#include "tests/bench/generated_world.h"
#include "tests/bench/latencies.h"
#include "tests/bench/server_process.h"

namespace firstfix::bench {
namespace {

constexpr std::size_t kCases = 1'000;
constexpr std::size_t kClients = 8;
constexpr std::size_t kRequests = 10'000;
constexpr std::size_t kResolvesAnOutcome = 10;
constexpr std::chrono::seconds kRun{10};

// The first text behind `key` in a JSON answer; the generated ids hold nothing that is escaped.
std::string text_behind(const std::string& json, const std::string& key) {
  const std::size_t at = json.find("\"" + key + "\":\"");
  if (at == std::string::npos) return {};
  const std::size_t begin = at + key.size() + 4;
  return json.substr(begin, json.find('"', begin) - begin);
}

// One agent after the other on one connection.
class Client {
 public:
  explicit Client(int port) : http_("127.0.0.1", port) {
    http_.set_keep_alive(true);
    http_.set_tcp_nodelay(true);
  }

  void resolve(const service::ResolveRequest& request) {
    const std::string body =
        fmt::format(R"({{"phone":"{}","symptom":"{}"}})", request.phone, request.symptom);
    resolves.time([&] { answer_ = post("/api/v1/resolve", body); });
  }

  void close_contact() {
    const std::string contact = text_behind(answer_, "contact");
    const std::string body =
        fmt::format(R"({{"case":"{}","result":"resolved"}})", text_behind(answer_, "case"));
    outcomes.time([&] { post("/api/v1/contacts/" + contact + "/outcome", body); });
  }

  Latencies resolves;
  Latencies outcomes;
  std::size_t errors = 0;

 private:
  std::string post(const std::string& path, const std::string& body) {
    const auto answer = http_.Post(path, body, "application/json");
    if (answer && answer->status == 200) return answer->body;
    ++errors;
    return {};
  }

  httplib::Client http_;
  std::string answer_;
};

void run(benchmark::State& state, const GeneratedWorld& world) {
  const ServerProcess server(world.settings());
  server.wait_until_idle();
  const auto all = requests(kRequests);
  for (auto _ : state) {
    std::vector<std::unique_ptr<Client>> clients;
    for (std::size_t i = 0; i < kClients; ++i) clients.push_back(std::make_unique<Client>(server.port()));
    const auto until = std::chrono::steady_clock::now() + kRun;
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < kClients; ++i) {
      threads.emplace_back([&, i] {
        for (std::size_t n = i; std::chrono::steady_clock::now() < until; n += kClients) {
          clients[i]->resolve(all[n % kRequests]);
          if ((n / kClients) % kResolvesAnOutcome == 0) clients[i]->close_contact();
        }
      });
    }
    threads.clear();
    Latencies resolves;
    Latencies outcomes;
    std::size_t errors = 0;
    for (const auto& client : clients) {
      resolves.add(client->resolves);
      outcomes.add(client->outcomes);
      errors += client->errors;
    }
    const auto seconds = static_cast<double>(kRun.count());
    state.counters["resolves_per_s"] = static_cast<double>(resolves.size()) / seconds;
    state.counters["outcomes_per_s"] = static_cast<double>(outcomes.size()) / seconds;
    state.counters["errors"] = static_cast<double>(errors);
    state.counters["resolve_p50_ms"] = resolves.wall_us(50) / 1e3;
    state.counters["resolve_p99_ms"] = resolves.wall_us(99) / 1e3;
    state.counters["outcome_p99_ms"] = outcomes.wall_us(99) / 1e3;
    state.counters["rss_mb"] = server.status_mb("VmRSS");
  }
}

void register_load(const char* name, const Population& population) {
  auto world = std::make_shared<std::unique_ptr<GeneratedWorld>>();
  benchmark::RegisterBenchmark(name,
                               [world, population](benchmark::State& state) {
                                 if (!*world) {
                                   *world = std::make_unique<GeneratedWorld>(kCases);
                                   (*world)->add_records(population);
                                 }
                                 run(state, **world);
                               })
      ->Iterations(1)
      ->Repetitions(3)
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace

void register_load_benchmarks() {
  register_load("load/1000", {});
  register_load("load/history/1000", kMonth);
}

}  // namespace firstfix::bench
