// SPDX-License-Identifier: GPL-3.0-or-later
// Prints what the store does a second on this machine: measure_store [folder]. Built on request only.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "kb/store/database.h"
#include "kb/store/import.h"

namespace firstfix::store {
namespace {

using Watch = std::chrono::steady_clock;

constexpr int kThreads = 16;
constexpr int kRows = 100'000;

double seconds_since(Watch::time_point start) {
  return std::chrono::duration<double>(Watch::now() - start).count();
}

std::string phone_of(int i) {
  return std::to_string(13'800'000'000LL + i);
}

void in_threads(const std::function<void(int)>& work) {
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) threads.emplace_back(work, thread);
  for (std::thread& thread : threads) thread.join();
}

// Median and 99th percentile in microseconds.
void print_latency(const char* what, std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  fmt::print("{:<34}p50 {:8.1f} us   p99 {:8.1f} us\n", what, seconds[seconds.size() / 2] * 1e6,
             seconds[seconds.size() * 99 / 100] * 1e6);
}

void time_each(const char* what, int times, const std::function<void(int)>& call) {
  std::vector<double> seconds;
  for (int i = 0; i < times; ++i) {
    const auto start = Watch::now();
    call(i);
    seconds.push_back(seconds_since(start));
  }
  print_latency(what, std::move(seconds));
}

void import(const std::string& database, Table table, const std::filesystem::path& file) {
  ImportOptions options;
  options.table = table;
  options.file = file;
  options.parse_phone = [](std::string_view text) {
    return Result<PhoneNumber>{PhoneNumber{"+86" + std::string{text}}};
  };
  const auto start = Watch::now();
  const auto report = import_csv({database}, options);
  const double seconds = seconds_since(start);
  if (!report) {
    fmt::print("{}: {}\n", file.string(), report.error().message);
    return;
  }
  fmt::print("import {:<27}{} rows, {} bad, {} written in {:.2f} s\n", file.filename().string(), report->rows,
             report->bad.size(), report->written, seconds);
}

void import_all(const std::filesystem::path& folder, const std::string& database) {
  const auto subscribers = folder / "subscribers.csv";
  std::ofstream out(subscribers);
  out << "phone,imei,plan,account,porting,volte,vip\n";
  for (int i = 0; i < kRows; ++i) out << phone_of(i) << ",352099001761481,畅享套餐,active,none,yes,no\n";
  out.close();
  import(database, Table::subscribers, subscribers);
  const std::filesystem::path data = std::filesystem::path(FIRSTFIX_SOURCE_DIR) / "../shared/data";
  if (!std::filesystem::exists(data)) return;
  import(database, Table::coverage, data / "drive_test.csv");
  import(database, Table::devices, data / "tac.csv");
}

void measure_reads(Database& database) {
  const GeoPoint driven{51.8861, -8.3947};
  time_each("read subscriber", kRows,
            [&](int i) { (void)database.subscriber(PhoneNumber{"+86" + phone_of((i * 7919) % kRows)}); });
  time_each("read device", kRows, [&](int) { (void)database.device("01194800"); });
  time_each("read coverage, tile hit", kRows, [&](int) { (void)database.coverage_at(driven); });
  time_each("read coverage, nothing near", kRows, [&](int) { (void)database.coverage_at({30.0, 104.0}); });
  const auto start = Watch::now();
  in_threads([&](int thread) {
    for (int i = 0; i < kRows / kThreads; ++i) {
      (void)database.subscriber(PhoneNumber{"+86" + phone_of((i * 7919 + thread) % kRows)});
    }
  });
  fmt::print("{:<34}{:.0f} a second\n", "subscribers read by 16 threads", kRows / seconds_since(start));
}

Contact contact_of(int thread, int i) {
  Contact contact;
  contact.id = fmt::format("{:016x}{:016x}", thread, i);
  contact.phone = PhoneNumber{"+86" + phone_of(i)};
  contact.symptom = "在家手机没信号，一出门就好";
  contact.stated.put({"place", "indoor", "agent", "在家"});
  contact.offered = {"weak-indoor-voice", "volte-off", "sim-old", "high-rise-interference", "local-outage"};
  contact.category = "network/indoor";
  return contact;
}

void measure_writes(Database& database) {
  constexpr int kContacts = 10'000;  // a thread
  auto start = Watch::now();
  in_threads([&](int thread) {
    for (int i = 0; i < kContacts; ++i) database.add_contact(contact_of(thread, i));
  });
  database.flush();
  fmt::print("{:<34}{:.0f} a second\n", "contacts added by 16 threads",
             kThreads * kContacts / seconds_since(start));

  constexpr int kOutcomes = 2'000;  // a thread
  std::vector<std::vector<double>> seconds(kThreads);
  start = Watch::now();
  in_threads([&](int thread) {
    for (int i = 0; i < kOutcomes; ++i) {
      const auto sent = Watch::now();
      const Outcome outcome{contact_of(thread, i).id, "volte-off", OutcomeResult::resolved, "", {}};
      (void)database.record_outcome(outcome, "network/indoor");
      seconds[static_cast<std::size_t>(thread)].push_back(seconds_since(sent));
    }
  });
  fmt::print("{:<34}{:.0f} a second\n", "outcomes recorded by 16 threads",
             kThreads * kOutcomes / seconds_since(start));
  std::vector<double> all;
  for (const auto& of_thread : seconds) all.insert(all.end(), of_thread.begin(), of_thread.end());
  print_latency("  until answered", std::move(all));
}

int measure(const std::filesystem::path& folder) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "measure.db").string();
  import_all(folder, path);
  const auto start = Watch::now();
  const auto database = Database::open({path});
  if (!database) {
    fmt::print("{}\n{}\n", database.error().message, database.error().hint);
    return 1;
  }
  fmt::print("{:<34}{:.1f} ms\n", "open with 8 readers", seconds_since(start) * 1e3);
  measure_reads(**database);
  measure_writes(**database);
  return 0;
}

}  // namespace
}  // namespace firstfix::store

int main(int count, char** arguments) {
  return firstfix::store::measure(count > 1 ? arguments[1] : "/tmp/firstfix-measure-store");
}
