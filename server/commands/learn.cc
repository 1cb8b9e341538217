// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/learn.h"

#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "kb/service/recorded.h"

namespace firstfix::commands {
namespace {

struct LearnArguments {
  bool dry_run = false;
  bool undo = false;
  bool list = false;
  int days = 180;
};

void print_weights(const service::LearningReport& report) {
  fmt::print("{:<16} {:>9} {:>9}\n", "weight", "old", "new");
  for (const auto& change : report.weights)
    fmt::print("{:<16} {:>9.4f} {:>9.4f}\n", change.name, change.before, change.after);
}

int learn(const service::Settings& settings, const LearnArguments& arguments) {
  const auto report =
      service::learn_from_records(settings, {system_clock()(), arguments.days, arguments.dry_run});
  if (!report) return commands::report(report.error());
  fmt::print("{} outcomes of the last {} days", report->outcomes, arguments.days);
  if (report->not_offered > 0)
    fmt::print(", {} left out: their case was not among those offered", report->not_offered);
  if (report->other_layout > 0)
    fmt::print(", {} left out: recorded by another version", report->other_layout);
  fmt::print("\n");
  if (report->tested_on == 0) {
    fmt::print("too few to learn from: {} can be used, at least {} are needed\n", report->usable,
               report->least);
    return kOk;
  }
  print_weights(*report);
  fmt::print("fitted on the earlier {}; log loss on the latest {}: old {:.4f}, new {:.4f}\n",
             report->fitted_on, report->tested_on, report->old_loss, report->new_loss);
  if (report->adopted) {
    fmt::print(
        "adopted: a running server uses the new weights within seconds; `firstfix learn --undo` goes back\n");
  } else if (report->better()) {
    fmt::print("better; not adopted, as --dry-run says\n");
  } else {
    fmt::print("not better: the old weights stay\n");
  }
  return kOk;
}

int undo(const service::Settings& settings) {
  const auto undone = service::undo_learning(settings, system_clock()());
  if (!undone) return report(undone.error());
  fmt::print("{}\n", *undone ? "undone: the weights before are in force again"
                             : "nothing to undo: the program's own weights are in force");
  return *undone ? kOk : kProblemsFound;
}

int list(const service::Settings& settings) {
  const auto all = service::learning_history(settings);
  if (!all) return report(all.error());
  if (all->empty()) fmt::print("nothing was adopted yet: the program's own weights are in force\n");
  const AdoptedWeights* in_force = nullptr;
  for (const AdoptedWeights& each : *all) {
    if (!each.undone_at) in_force = &each;
  }
  for (const AdoptedWeights& each : *all) {
    const char* state = &each == in_force ? "in force" : each.undone_at ? "undone" : "replaced";
    fmt::print("{:>4}  {}  fitted on {:>7}, log loss on the latest {:>6}: {:.4f} -> {:.4f}  {}\n",
               each.number, to_rfc3339(each.at), each.fitted_on, each.tested_on, each.old_loss, each.new_loss,
               state);
  }
  return kOk;
}

}  // namespace

void add_learn(CLI::App& app, Options& options, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "learn",
      "Refit the ranking's weights from recorded outcomes; adopt them only when they foretell better");
  auto arguments = std::make_shared<LearnArguments>();
  command->add_option("--days", arguments->days, "Outcomes of so many days back")
      ->check(CLI::Range(1, 3650))
      ->capture_default_str();
  auto* dry_run =
      command->add_flag("--dry-run", arguments->dry_run, "Show what would be adopted, adopt nothing");
  auto* undo_flag = command->add_flag("--undo", arguments->undo,
                                      "Go back to the weights before; again: one more step back");
  auto* list_flag =
      command->add_flag("--list", arguments->list, "Show what was adopted when, and by what figures");
  undo_flag->excludes(dry_run)->excludes(list_flag);
  list_flag->excludes(dry_run);
  command->footer(
      "The ranking is one logistic model. Its weights are fitted on the earlier four fifths of the outcomes "
      "and\n"
      "judged on the latest fifth by log loss: how surprised each set of weights is by what happened. "
      "Credit\n"
      "that a repeat contact took back counts as not resolved. May run beside a serving server, at night "
      "say.");
  command->callback([&options, &exit_code, arguments] {
    options.complete();
    if (arguments->undo) {
      exit_code = undo(options.settings);
    } else {
      exit_code = arguments->list ? list(options.settings) : learn(options.settings, *arguments);
    }
  });
}

}  // namespace firstfix::commands
