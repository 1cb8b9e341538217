// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/index.h"

#include <fmt/format.h>

#include "kb/service/knowledge.h"

namespace firstfix::commands {

void add_index(CLI::App& app, Options& options, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("index", "Build the search index, so that the server starts at once");
  command->callback([&] {
    options.complete();
    const auto knowledge = service::Knowledge::open(options.settings.content, options.settings.data);
    if (!knowledge) {
      exit_code = report(knowledge.error());
      return;
    }
    const auto snapshot = (*knowledge)->snapshot();
    fmt::print("{} cases indexed in {}\n", snapshot->library->cases.size(),
               snapshot->folder->path().string());
  });
}

}  // namespace firstfix::commands
