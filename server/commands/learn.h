// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/commands/options.h"

namespace firstfix::commands {

// `firstfix learn`: refits the ranking's weights from recorded outcomes, adopts them when they are better,
// takes them back.
void add_learn(CLI::App& app, Options& options, int& exit_code);

}  // namespace firstfix::commands
