// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/user.h"

#include <iostream>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include "kb/service/clerk_desk.h"
#include "server/commands/random_id.h"

namespace firstfix::commands {
namespace {

// From the standard input, never the command line, where others could see it; not shown while it is typed.
std::string read_pin() {
  const bool terminal = isatty(STDIN_FILENO) != 0;
  termios before{};
  const bool hidden = terminal && tcgetattr(STDIN_FILENO, &before) == 0;
  if (hidden) {
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &silent);
    fmt::print(stderr, "PIN: ");
  }
  std::string pin;
  std::getline(std::cin, pin);
  if (hidden) {
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    fmt::print(stderr, "\n");
  }
  return pin;
}

template <class Work>
int with_clerks(const Options& options, Work work) {
  auto clerks = service::ClerkDesk::open({options.settings, system_clock(), random_id});
  if (!clerks) return report(clerks.error());
  const Result<void> done = work(**clerks);
  return done ? kOk : options.report(done.error());
}

int list(const Options& options) {
  return with_clerks(options, [](service::ClerkDesk& clerks) -> Result<void> {
    const auto names = clerks.names();
    if (!names) return fail(names.error());
    for (const std::string& name : *names) fmt::print("{}\n", name);
    return {};
  });
}

}  // namespace

void add_user(CLI::App& app, Options& options, int& exit_code) {
  CLI::App* command = app.add_subcommand("user", "Clerks who unlock a shared counter with a PIN");
  command->require_subcommand(1);
  command->fallthrough();
  auto name = std::make_shared<std::string>();
  CLI::App* set = command->add_subcommand("set", "Add a clerk or set a new PIN, read from standard input");
  set->add_option("name", *name, "As it stands on the lock screen and in the statistics")->required();
  set->callback([&options, &exit_code, name] {
    options.complete();
    exit_code =
        with_clerks(options, [&](service::ClerkDesk& clerks) { return clerks.set_pin(*name, read_pin()); });
  });
  CLI::App* remove = command->add_subcommand("remove", "Remove a clerk and end the sessions");
  remove->add_option("name", *name, "The clerk")->required();
  remove->callback([&options, &exit_code, name] {
    options.complete();
    exit_code = with_clerks(options, [&](service::ClerkDesk& clerks) { return clerks.remove(*name); });
  });
  command->add_subcommand("list", "Name all clerks")->callback([&options, &exit_code] {
    options.complete();
    exit_code = list(options);
  });
}

}  // namespace firstfix::commands
