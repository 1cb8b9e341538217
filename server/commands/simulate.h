// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

namespace firstfix::commands {

// firstfix simulate: plays a generated world whose truth the engine cannot see, and prints how it did.
void add_simulate(CLI::App& app, int& exit_code);

}  // namespace firstfix::commands
