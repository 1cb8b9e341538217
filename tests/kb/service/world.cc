// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kb/service/world.h"

#include <fmt/format.h>

#include "kb/facts/phone.h"
#include "kb/store/import.h"

namespace firstfix::service {
namespace {

store::Table table_named(const std::string& name) {
  if (name == "subscribers") return store::Table::subscribers;
  if (name == "devices") return store::Table::devices;
  if (name == "locations") return store::Table::locations;
  if (name == "coverage") return store::Table::coverage;
  return store::Table::events;
}

}  // namespace

World::World() : now_(*parse_rfc3339("2026-11-22T08:00:00Z")) {
  test::write_small_content(content_);
  settings_.content = content_.path();
  settings_.data = data_.path();
  import("devices", "tac,brand,model,volte,nr\n86012301,星河,X1,yes,yes\n86012303,知音,T9,no,no\n");
  import("subscribers",
         "phone,imei,plan,account,porting,volte,vip\n"
         "13880000001,860123010000015,畅享套餐,active,none,on,yes\n"
         "13880000003,860123030000030,,,,,no\n"
         "13880000004,350000000000006,,,,,no\n");
  import("locations",
         "phone,lat,lon,area,kind,seen_at\n"
         "13880000001,30.5102,104.0668,滨河小区,urban,2026-11-22T07:00:00Z\n"
         "13880000002,30.6571,104.0817,春熙路,urban,2026-11-22T07:30:00Z\n");
  import("coverage",
         "lat,lon,rsrp_dbm\n30.5102,104.0668,-109\n30.5102,104.0668,-111\n30.6571,104.0817,-80\n");
  import("events",
         "id,kind,title,area,lat,lon,radius_m,starts_at,ends_at\n"
         "p1,planned,电源割接,春熙路,30.6571,104.0817,500,2026-11-22T07:00:00Z,2026-11-22T12:00:00Z\n"
         "o1,outage,光缆中断,春熙路一带,30.6571,104.0817,1500,2026-11-22T07:30:00Z,2026-11-22T10:30:00Z\n");
  knowledge_ = std::move(*Knowledge::open(settings_.content, settings_.data));
  database_ = std::move(*store::Database::open({settings_.database().string()}));
  track_record_ =
      std::make_unique<TrackRecord>(std::chrono::floor<std::chrono::days>(now_), settings_.half_life_days);
  resolver_ = std::make_unique<Resolver>(
      Resolver::Parts{*knowledge_, *database_, *track_record_, settings_, [this] { return now_; },
                      [this] { return fmt::format("{:032x}", ++contacts_); }});
}

void World::import(const std::string& table, const std::string& csv) {
  data_.write("import.csv", csv);
  store::ImportOptions options;
  options.table = table_named(table);
  options.file = data_.path() / "import.csv";
  options.parse_phone = [](std::string_view text) { return facts::parse_phone(text); };
  const auto done = store::import_csv({settings_.database().string()}, options);
  if (!done) throw std::runtime_error(done.error().message);
  if (!done->bad.empty()) throw std::runtime_error(table + ": " + done->bad.front().reason);
}

Resolution World::resolve(const std::string& phone, const std::string& symptom, StatedFacts facts) {
  auto resolution = resolver_->resolve({phone, symptom, Channel::hotline, std::move(facts)});
  if (!resolution) throw std::runtime_error(resolution.error().message);
  return *std::move(resolution);
}

std::vector<std::string> World::ids(const Resolution& resolution) {
  std::vector<std::string> ids;
  for (const Solution& solution : resolution.solutions) ids.push_back(solution.article->id);
  return ids;
}

}  // namespace firstfix::service
