// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <exception>

#include <CLI/CLI.hpp>

#include "server/commands/check.h"
#include "server/commands/eval.h"
#include "server/commands/import.h"
#include "server/commands/index.h"
#include "server/commands/learn.h"
#include "server/commands/options.h"
#include "server/commands/replay.h"
#include "server/commands/serve.h"
#include "server/commands/simulate.h"
#include "server/commands/user.h"

int main(int argc, char** argv) {
  namespace commands = firstfix::commands;
  try {
    CLI::App app("Firstfix (首解): the right reply on the first contact", "firstfix");
    app.require_subcommand(1);
    app.fallthrough();
    commands::Options options;
    int exit_code = commands::kOk;
    options.add_to(app);
    commands::add_serve(app, options, exit_code);
    commands::add_check(app, options, exit_code);
    commands::add_index(app, options, exit_code);
    commands::add_import(app, options, exit_code);
    commands::add_learn(app, options, exit_code);
    commands::add_replay(app, options, exit_code);
    commands::add_eval(app, exit_code);
    commands::add_simulate(app, exit_code);
    commands::add_user(app, options, exit_code);
    try {
      app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app.exit(error) == 0 ? commands::kOk : commands::kBadUsage;
    }
    return exit_code;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "error: %s\n", error.what());
    return commands::kProblemsFound;
  }
}
