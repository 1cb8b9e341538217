// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "server/commands/options.h"

namespace firstfix::commands {

// Adds `firstfix index`; running it sets `exit_code`.
void add_index(CLI::App& app, Options& options, int& exit_code);

}  // namespace firstfix::commands
