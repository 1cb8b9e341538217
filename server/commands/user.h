// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/commands/options.h"

namespace firstfix::commands {

// `firstfix user set NAME`, `user remove NAME`, `user list`: the clerks who may unlock a shared counter.
void add_user(CLI::App& app, Options& options, int& exit_code);

}  // namespace firstfix::commands
