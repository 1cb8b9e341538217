// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/check.h"

#include <fmt/format.h>

#include "kb/core/clock.h"
#include "kb/service/author_tests.h"
#include "kb/service/knowledge.h"
#include "server/commands/scratch_folder.h"

namespace firstfix::commands {
namespace {

// Leaves nothing behind and does not touch the server's index.
int check(const Options& options) {
  const auto scratch = ScratchFolder::make();
  if (!scratch) return report(scratch.error());
  auto knowledge = service::Knowledge::open(options.settings.content, scratch->path());
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
