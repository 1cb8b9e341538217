// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/commands/options.h"

namespace firstfix::commands {

// `firstfix replay`: how a changed library would have served the recorded contacts.
void add_replay(CLI::App& app, Options& options, int& exit_code);

}  // namespace firstfix::commands
