// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/replay.h"

#include <algorithm>
#include <memory>
#include <string_view>

#include <fmt/format.h>

#include "kb/core/clock.h"
#include "kb/service/replay.h"
#include "server/commands/progress.h"
#include "server/commands/scratch_folder.h"

namespace firstfix::commands {
namespace {

struct ReplayArguments {
  std::filesystem::path changed;
  bool own_weights = false;
  int days = 30;
  std::size_t show = 10;
};

void print_moves(std::string_view what, const std::vector<service::ReplayMove>& moves, std::size_t show) {
  if (moves.empty()) return;
  fmt::print("\n{}: {}\n", what, moves.size());
  for (std::size_t i = 0; i < std::min(show, moves.size()); ++i) {
    fmt::print("  {}  solved by “{}”, first would be “{}”\n", moves[i].contact, moves[i].solved_by,
               moves[i].first_after);
  }
  if (moves.size() > show) fmt::print("  … and {} more (--show {})\n", moves.size() - show, moves.size());
}

void print(const service::ReplayReport& report, const ReplayArguments& arguments) {
  fmt::print("{} uses of a case in the last {} days, {} of them resolved\n", report.contacts, arguments.days,
             report.resolved);
  if (report.contacts == 0) return;
  fmt::print(
      "of the resolved, the solving case stands first: {} now, {} then; out of the first five falls: {}\n",
      report.first_before, report.first_after, report.lost_from_five);
  fmt::print("estimated change of FCR: {:+.1f} points, 95 % interval {:+.1f} to {:+.1f}\n",
             100.0 * report.fcr.change, 100.0 * report.fcr.low, 100.0 * report.fcr.high);
  print_moves("first now, was not", report.gained, arguments.show);
  print_moves("no longer first", report.lost, arguments.show);
}

int replay(const service::Settings& settings, const ReplayArguments& arguments) {
  const auto scratch = ScratchFolder::make();
  if (!scratch) return report(scratch.error());
  Progress progress("replaying");
  const auto result = service::replay(
      {settings, arguments.changed, arguments.own_weights, system_clock()(), arguments.days, scratch->path(),
       [&](std::size_t done, std::size_t total) { progress.update(done, total); }});
  if (!result) return report(result.error());
  print(*result, arguments);
  return kOk;
}

}  // namespace

void add_replay(CLI::App& app, Options& options, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "replay", "Show how a changed library would have served the recorded contacts, before it is published");
  auto arguments = std::make_shared<ReplayArguments>();
  command
      ->add_option("--changed", arguments->changed,
                   "Content folder to try against the served one (--content)")
      ->check(CLI::ExistingDirectory);
  command->add_flag("--own-weights", arguments->own_weights,
                    "Try the program's own weights against those `firstfix learn` adopted");
  command->add_option("--days", arguments->days, "Outcomes of so many days back")
      ->check(CLI::Range(1, 3650))
      ->capture_default_str();
  command->add_option("--show", arguments->show, "List so many contacts of each kind, by their id")
      ->capture_default_str();
  command->footer(
      "Each contact is ranked by the words and facts recorded with it and by what outcomes have taught "
      "since, less\n"
      "its own. The change of FCR is the doubly robust estimate (Dudik, Langford, Li 2011): the engine's "
      "expectation,\n"
      "corrected by what was observed. It assumes that which of five positions an agent uses depends on the "
      "position\n"
      "alone; how often each is used is counted in the records.");
  command->callback([&options, &exit_code, arguments] {
    options.complete();
    exit_code = replay(options.settings, *arguments);
  });
}

}  // namespace firstfix::commands
