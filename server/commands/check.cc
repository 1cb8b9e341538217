// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/check.h"

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include "kb/core/clock.h"
#include "kb/service/author_tests.h"
#include "kb/service/knowledge.h"

namespace firstfix::commands {
namespace {

// Removed when done: a check leaves nothing behind and does not touch the server's index.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string path = (std::filesystem::temp_directory_path() / "firstfix-check-XXXXXX").string();
    if (mkdtemp(path.data()) != nullptr) path_ = path;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

int check(const Options& options) {
  const ScratchFolder scratch;
  auto knowledge = service::Knowledge::open(options.settings.content, scratch.path());
  if (!knowledge) return report(knowledge.error());
  const service::SnapshotPtr snapshot = (*knowledge)->snapshot();
  const Date today = std::chrono::floor<std::chrono::days>(system_clock()() + options.settings.utc_offset);
  const auto tests = service::run_author_tests(*snapshot, today);
  if (!tests) return report(tests.error());

  for (const Problem& problem : snapshot->library->problems) fmt::print("{}\n", to_string(problem));
  for (const Problem& problem : tests->failed) fmt::print("{}\n", to_string(problem));
  fmt::print("{} cases, {} problems; {} author tests, {} failed\n", snapshot->library->cases.size(),
             snapshot->library->problems.size(), tests->run, tests->failed.size());
  return snapshot->library->problems.empty() && tests->failed.empty() ? kOk : kProblemsFound;
}

}  // namespace

void add_check(CLI::App& app, Options& options, int& exit_code) {
  CLI::App* command = app.add_subcommand("check", "Check all content and run the authors' tests");
  command->callback([&] {
    options.complete();
    exit_code = check(options);
  });
}

}  // namespace firstfix::commands
