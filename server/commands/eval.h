// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

namespace firstfix::commands {

// Adds `firstfix eval`; running it sets `exit_code`. It needs no content and no data of a server.
void add_eval(CLI::App& app, int& exit_code);

}  // namespace firstfix::commands
