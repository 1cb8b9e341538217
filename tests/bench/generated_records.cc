// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/generated_records.h"

#include <array>
#include <fstream>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "kb/core/clock.h"
#include "kb/facts/phone.h"
#include "kb/store/import.h"
#include "tests/bench/generated_contacts.h"
#include "tests/bench/text_writer.h"
#include "tests/support/scratch_folder.h"

namespace firstfix::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kModels = 20'000;
constexpr std::size_t kSamples = 100'000;
constexpr std::size_t kEvents = 2'000;

// The city: 44 km from south to north, 38 km from west to east.
constexpr GeoPoint kSouthWest{30.4, 103.9};
constexpr double kDegrees = 0.4;

double even(TextWriter& writer) {
  return static_cast<double>(writer.below(1'000'000)) / 1e6;
}

std::string point(TextWriter& writer) {
  return fmt::format("{:.6f},{:.6f}", kSouthWest.latitude + kDegrees * even(writer),
                     kSouthWest.longitude + kDegrees * even(writer));
}

std::string tac(std::size_t model) {
  return fmt::format("{:08}", 35'000'000 + model * 17);
}

// The Luhn digit that makes fourteen digits an IMEI.
char check_digit(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int digit = (digits[i] - '0') * (i % 2 == 1 ? 2 : 1);
    sum += digit / 10 + digit % 10;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

// One in fifty is wrong, one in fifty of a model nobody knows.
std::string imei(TextWriter& writer, std::size_t model) {
  std::string digits = fmt::format("{}{:06}", tac(model), writer.below(1'000'000));
  const char right = check_digit(digits);
  return digits + (writer.one_in(50) ? (right == '9' ? '0' : static_cast<char>(right + 1)) : right);
}

std::string subscribers(TextWriter& writer, const std::vector<std::string>& models,
                        std::vector<Surroundings>& numbers) {
  std::string csv = "phone,imei,plan,account,porting,volte,vip\n";
  for (std::size_t n = 0; n < numbers.size(); ++n) {
    const std::size_t model = writer.one_in(50) ? kModels + 1 : writer.zipf_below(kModels);
    if (model < models.size()) numbers[n].model = models[model];
    csv += fmt::format("{},{},{},{},{},{},{}\n", phone_number(n), imei(writer, model), writer.fill("@l@k元"),
                       writer.one_in(30) ? "arrears" : "active", writer.one_in(20) ? "in" : "none",
                       writer.one_in(4) ? "no" : "yes", writer.one_in(50) ? "yes" : "no");
  }
  return csv;
}

std::string devices(TextWriter& writer, std::vector<std::string>& models) {
  std::string csv = "tac,brand,model,volte,nr\n";
  for (std::size_t n = 0; n < kModels; ++n) {
    writer.next_topic();
    const std::string brand = writer.fill("@d");
    const std::string model = writer.fill("@d");
    models.push_back(fmt::format("{} {}", brand, model));
    csv += fmt::format("{},{},{},{},{}\n", tac(n), brand, model, writer.one_in(5) ? "no" : "yes",
                       writer.one_in(2) ? "no" : "yes");
  }
  return csv;
}

std::string locations(TextWriter& writer, Timestamp now, std::vector<Surroundings>& numbers) {
  std::string csv = "phone,lat,lon,area,kind,seen_at\n";
  for (std::size_t n = 0; n < numbers.size(); ++n) {
    const auto seen_at = now - std::chrono::minutes{writer.below(2 * 24 * 60)};
    writer.next_topic();
    numbers[n].area = writer.fill("@n");
    csv += fmt::format("{},{},{},{},{}\n", phone_number(n), point(writer), numbers[n].area,
                       writer.one_in(4) ? "rural" : "urban", to_rfc3339(seen_at));
  }
  return csv;
}

std::string coverage(TextWriter& writer) {
  std::string csv = "lat,lon,rsrp_dbm\n";
  for (std::size_t n = 0; n < kSamples; ++n)
    csv += fmt::format("{},{}\n", point(writer), -70 - static_cast<int>(writer.below(55)));
  return csv;
}

// Most are over or to come; about one caller in ten is inside a running one.
std::string events(TextWriter& writer, Timestamp now) {
  std::string csv = "id,kind,title,area,lat,lon,radius_m,starts_at,ends_at\n";
  for (std::size_t n = 0; n < kEvents; ++n) {
    const auto starts_at = now + std::chrono::minutes{writer.below(40 * 24 * 60)} - std::chrono::days{30};
    writer.next_topic();
    csv +=
        fmt::format("event-{},{},{},{},{},{},{},{}\n", n, writer.one_in(2) ? "outage" : "planned",
                    writer.fill("@n基站割接"), writer.fill("@n"), point(writer), 300 + writer.below(2'000),
                    to_rfc3339(starts_at), to_rfc3339(starts_at + std::chrono::hours{1 + writer.below(24)}));
  }
  return csv;
}

struct Source {
  store::Table table;
  std::string csv;
};

void import(const fs::path& database, const Source& source, const FactCatalogue& catalogue) {
  const test::ScratchFolder folder;
  folder.write("rows.csv", source.csv);
  store::ImportOptions options;
  options.table = source.table;
  options.file = folder.path() / "rows.csv";
  options.parse_phone = [](std::string_view text) { return facts::parse_phone(text); };
  options.facts = &catalogue;
  const auto done = store::import_csv({database.string()}, options);
  if (!done) throw std::runtime_error(done.error().message);
  if (!done->bad.empty())
    throw std::runtime_error(fmt::format("line {}: {}", done->bad.front().line, done->bad.front().reason));
}

}  // namespace

// 7,919 has no factor in common with 10^8, so the last eight digits differ.
std::string phone_number(std::size_t n) {
  constexpr std::array<std::string_view, 8> kPrefixes{"134", "135", "136", "137", "138", "139", "150", "187"};
  return fmt::format("{}{:08}", kPrefixes[n % kPrefixes.size()], (n * 7'919 + 1'234'567) % 100'000'000);
}

void fill_database(const fs::path& database, const FactCatalogue& catalogue, const Population& population) {
  TextWriter writer(8080);
  const Timestamp now = system_clock()();
  std::vector<std::string> models;
  std::vector<Surroundings> numbers(population.subscribers);
  import(database, {store::Table::devices, devices(writer, models)}, catalogue);
  import(database, {store::Table::subscribers, subscribers(writer, models, numbers)}, catalogue);
  import(database, {store::Table::locations, locations(writer, now, numbers)}, catalogue);
  import(database, {store::Table::coverage, coverage(writer)}, catalogue);
  import(database, {store::Table::events, events(writer, now)}, catalogue);
  ContactWriter(writer, catalogue, numbers).write(database, now, population);
}

}  // namespace firstfix::bench
