// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/simulate.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "kb/service/simulation/policies.h"
#include "kb/service/simulation/simulation.h"
#include "server/commands/options.h"
#include "server/commands/progress.h"
#include "server/commands/scratch_folder.h"

namespace firstfix::commands {
namespace {

using service::Score;
using service::SimulationReport;

struct SimulateArguments {
  std::string world;
  std::size_t contacts = 20'000;
  std::uint64_t seed = 1;
  std::size_t seeds = 1;
  std::string policy = "all";
  bool thousands = false;
};

double percent(double share) {
  return 100.0 * share;
}

std::string calibration(const Score& score) {
  if (!score.predicts()) return fmt::format("{:>7} {:>7}", "-", "-");
  return fmt::format("{:>7.3f} {:>7.3f}", score.calibration_error(), score.brier());
}

void print_head(std::string_view first) {
  fmt::print("{:<24} {:>6} {:>7} {:>6} {:>8} {:>7} {:>9} {:>6} {:>7} {:>7}\n", first, "FCR%", "oracle%",
             "gap", "ranking", "asking", "questions", "rank", "ECE", "Brier");
}

void print_row(const std::string& name, const Score& score) {
  fmt::print("{:<24} {:>6.1f} {:>7.1f} {:>6.1f} {:>8.1f} {:>7.1f} {:>9.2f} {:>6.2f} {}\n", name,
             percent(score.fcr()), percent(score.oracle_fcr()), percent(score.oracle_fcr() - score.fcr()),
             percent(score.lost_by_ranking()), percent(score.lost_by_asking()), score.mean_questions(),
             score.mean_rank(), calibration(score));
}

void print_thousands(const SimulationReport& report) {
  print_head(fmt::format("{}, seed {}", report.policy, report.seed));
  for (std::size_t i = 0; i < report.thousands.size(); ++i)
    print_row(fmt::format("{:>6}-{}", i * 1'000, i * 1'000 + report.thousands[i].contacts),
              report.thousands[i]);
  print_row("all", report.all());
  const Score all = report.all();
  fmt::print("repeat calls {}, solved {:.1f}%; the oracle asked {:.2f} questions\n\n", all.repeats,
             all.repeats == 0 ? 0.0 : percent(all.repeats_resolved / static_cast<double>(all.repeats)),
             all.oracle_questions / static_cast<double>(std::max<std::size_t>(1, all.contacts)));
}

// All seeds together.
Score pooled(const std::vector<SimulationReport>& reports, std::size_t from, std::size_t to) {
  Score sum;
  for (const SimulationReport& report : reports) {
    for (std::size_t i = from / 1'000; i < std::min(report.thousands.size(), to / 1'000); ++i)
      sum.add(report.thousands[i]);
  }
  return sum;
}

// The thousand before each change, the one after it, and the one in which it should have recovered.
void print_drifts(const std::vector<SimulationReport>& reports, const std::vector<std::size_t>& drifts,
                  std::size_t contacts) {
  for (const std::size_t drift : drifts) {
    const std::size_t from = (drift + 999) / 1'000 * 1'000;
    if (from < 1'000 || from + 2'000 > contacts) continue;
    fmt::print(
        "  change at contact {}: gap {:.1f} in the thousand before, {:.1f} in the next whole one, {:.1f} "
        "in the one after\n",
        drift,
        percent(pooled(reports, from - 2'000, from - 1'000).oracle_fcr() -
                pooled(reports, from - 2'000, from - 1'000).fcr()),
        percent(pooled(reports, from, from + 1'000).oracle_fcr() - pooled(reports, from, from + 1'000).fcr()),
        percent(pooled(reports, from + 1'000, from + 2'000).oracle_fcr() -
                pooled(reports, from + 1'000, from + 2'000).fcr()));
  }
}

int simulate(const SimulateArguments& arguments) {
  const auto scratch = ScratchFolder::make();
  if (!scratch) return report(scratch.error());
  const auto simulation = service::Simulation::open(arguments.world, scratch->path());
  if (!simulation) return report(simulation.error());
  std::vector<std::string> policies{arguments.policy};
  if (arguments.policy == "all")
    policies.assign(std::begin(service::kPolicies), std::end(service::kPolicies));
  fmt::print("world {}: {} contacts, {} seed(s) from {}\n", (*simulation)->world().name, arguments.contacts,
             arguments.seeds, arguments.seed);
  std::vector<std::vector<SimulationReport>> all;
  const std::size_t total = policies.size() * arguments.seeds * arguments.contacts;
  Progress progress("simulating");
  std::size_t done = 0;
  for (const std::string& policy : policies) {
    all.emplace_back();
    for (std::size_t i = 0; i < arguments.seeds; ++i) {
      auto played =
          (*simulation)->play(policy, arguments.contacts, arguments.seed + i, [&](std::size_t contacts) {
            progress.update(done + contacts, total);
          });
      if (!played) return report(played.error());
      done += arguments.contacts;
      if (arguments.thousands || arguments.policy != "all") print_thousands(*played);
      all.back().push_back(*std::move(played));
    }
  }
  print_head("all contacts");
  for (const auto& reports : all)
    print_row(reports.front().policy, pooled(reports, 0, arguments.contacts + 999));
  if (arguments.contacts <= 10'000) return kOk;
  print_head("after 10,000 contacts");
  for (const auto& reports : all) {
    print_row(reports.front().policy, pooled(reports, 10'000, arguments.contacts + 999));
    print_drifts(reports, (*simulation)->drifts(), arguments.contacts);
  }
  return kOk;
}

}  // namespace

void add_simulate(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand(
      "simulate", "Play a generated world whose truth the engine cannot see, and print how well it did");
  auto arguments = std::make_shared<SimulateArguments>();
  command->add_option("--world", arguments->world, "World file (YAML): causes, places, words, events, drift")
      ->required()
      ->check(CLI::ExistingFile);
  command->add_option("--contacts", arguments->contacts, "First calls to play; repeat calls come on top")
      ->check(CLI::Range(std::size_t{1}, std::size_t{100'000'000}))
      ->capture_default_str();
  command->add_option("--seed", arguments->seed, "The same seed gives every policy the same calls")
      ->capture_default_str();
  command->add_option("--seeds", arguments->seeds, "So many seeds, from --seed on")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000}))
      ->capture_default_str();
  command
      ->add_option(
          "--policy", arguments->policy,
          "random, text (search alone), engine (nothing learned), engine+learning, or all side by side")
      ->check(CLI::IsMember({"random", "text", "engine", "engine+learning", "all"}))
      ->capture_default_str();
  command->add_flag("--thousands", arguments->thousands, "Also print every thousand contacts of every seed");
  command->footer(
      "FCR%: first calls resolved by the case offered first. oracle%: the same by somebody who knows\n"
      "the world's probabilities but not the cause, with three free questions. ranking, asking: the gap\n"
      "without luck, as far as somebody with the oracle's knowledge and the same answers would have closed\n"
      "it, and what other questions would have brought beyond that. rank: of the case that\n"
      "helps most, 6 when not among the first five. ECE: expected calibration error, ten bins.");
  command->callback([&exit_code, arguments] { exit_code = simulate(*arguments); });
}

}  // namespace firstfix::commands
