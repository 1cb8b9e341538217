// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/generated_world.h"

#include <filesystem>
#include <random>
#include <stdexcept>

#include <fmt/format.h>

#include "kb/content/library_loader.h"
#include "tests/bench/generated_cases.h"
#include "tests/bench/generated_records.h"

namespace firstfix::bench {
namespace {

namespace fs = std::filesystem;
const fs::path kRealContent = fs::path(FIRSTFIX_SOURCE_DIR) / "content";

std::shared_ptr<const Library> real_library() {
  auto library = content::LibraryLoader(kRealContent).load();
  if (!library) throw std::runtime_error(library.error().message);
  return *library;
}

Channel any_channel(TextWriter& writer) {
  if (writer.one_in(20)) return Channel::online;
  return writer.one_in(6) ? Channel::counter : Channel::hotline;
}

}  // namespace

GeneratedWorld::GeneratedWorld(std::size_t cases) {
  const service::Settings there = settings();
  fs::create_directories(there.content);
  fs::create_directories(there.data);
  for (const char* name : {"facts.yaml", "taxonomy.yaml", "lexicon.yaml"})
    fs::copy_file(kRealContent / name, there.content / name);
  write_cases(there.content, cases, *real_library());
}

void GeneratedWorld::add_records(const Population& population) const {
  fill_database(settings().database(), real_library()->facts, population);
}

service::Settings GeneratedWorld::settings() const {
  service::Settings settings;
  settings.content = folder_.path() / "content";
  settings.data = folder_.path() / "data";
  return settings;
}

// Contact ids are as spread as the server's: the order of the rows matters to the database.
std::unique_ptr<App> GeneratedWorld::open() const {
  const auto random = std::make_shared<std::mt19937_64>(std::random_device{}());
  auto app = App::open(settings(), {system_clock(), [random] {
                                      return fmt::format("{:016x}{:016x}", (*random)(), (*random)());
                                    }});
  if (!app) throw std::runtime_error(app.error().message);
  return *std::move(app);
}

std::vector<service::ResolveRequest> requests(std::size_t count, std::size_t subscribers) {
  TextWriter writer(10086);
  std::vector<service::ResolveRequest> requests;
  for (std::size_t n = 0; n < count; ++n) {
    service::ResolveRequest request;
    request.phone = phone_number(writer.below(subscribers));
    request.symptom = complaint(writer);
    request.channel = any_channel(writer);
    requests.push_back(std::move(request));
  }
  return requests;
}

}  // namespace firstfix::bench
