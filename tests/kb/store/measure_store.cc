// SPDX-License-Identifier: GPL-3.0-or-later
// Prints what the store does a second on this machine: measure_store [folder]. Built on request only.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "kb/store/database.h"
#include "kb/store/import.h"

namespace firstfix::store {
namespace {

using Watch = std::chrono::steady_clock;

constexpr int kThreads = 16;
constexpr int kRows = 100'000;

// A call that failed would be measured as a fast one.
void expect(bool holds, const char* what) {
  if (holds) return;
  fmt::print(stderr, "{}: not what was expected, the figures are void\n", what);
  std::exit(1);
}

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

bool has_subscriber(Database& database, int i) {
  const auto found = database.subscriber(PhoneNumber{"+86" + phone_of(i % kRows)});
  return found && found->has_value();
}

void measure_reads(Database& database) {
  const GeoPoint driven{51.8861, -8.3947};
  time_each("read subscriber", kRows,
            [&](int i) { expect(has_subscriber(database, i * 7919 % kRows), "subscriber"); });
  time_each("read device", kRows, [&](int) {
    const auto found = database.device("01194800");
    expect(found && found->has_value(), "device");
  });
  time_each("read coverage, tile hit", kRows, [&](int) {
    const auto found = database.coverage_at(driven);
    expect(found && found->has_value(), "coverage, hit");
  });
  time_each("read coverage, nothing near", kRows, [&](int) {
    const auto found = database.coverage_at({30.0, 104.0});
    expect(found && !found->has_value(), "coverage, none");
  });
  const auto start = Watch::now();
  in_threads([&](int thread) {
    for (int i = 0; i < kRows / kThreads; ++i)
      expect(has_subscriber(database, i + thread * 997), "subscriber");
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
      const auto before = database.record_outcome(outcome, "network/indoor");
      expect(before && !before->has_value(), "outcome");
      seconds[static_cast<std::size_t>(thread)].push_back(seconds_since(sent));
    }
  });
  fmt::print("{:<34}{:.0f} a second\n", "outcomes recorded by 16 threads",
             kThreads * kOutcomes / seconds_since(start));
  const auto days = database.case_days(Date{});
  expect(days && days->size() == 1 && days->front().tried == kThreads * kOutcomes, "case_days");
  std::vector<double> all;
  for (const auto& of_thread : seconds) all.insert(all.end(), of_thread.begin(), of_thread.end());
  print_latency("  until answered", std::move(all));
}

// What the disk itself takes for 4 KiB and fdatasync: the floor of a commit, without which the rates say
// little.
void measure_synced_write(const std::filesystem::path& folder) {
  const int file = open((folder / "floor").c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
  const std::string page(4096, 'x');
  time_each("4 KiB and fdatasync, the floor", 500, [&](int) {
    expect(write(file, page.data(), page.size()) == 4096 && fdatasync(file) == 0, "synced write");
  });
  close(file);
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
  measure_synced_write(folder);
  return 0;
}

}  // namespace
}  // namespace firstfix::store

int main(int count, char** arguments) {
  return firstfix::store::measure(count > 1 ? arguments[1] : "/tmp/firstfix-measure-store");
}
