// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/import.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "kb/service/records_import.h"
#include "server/commands/progress.h"

namespace firstfix::commands {
namespace {

constexpr std::size_t kShownBadRows = 20;

const std::map<std::string, store::Table>& tables() {
  static const std::map<std::string, store::Table> kTables{{"subscribers", store::Table::subscribers},
                                                           {"devices", store::Table::devices},
                                                           {"locations", store::Table::locations},
                                                           {"coverage", store::Table::coverage},
                                                           {"events", store::Table::events}};
  return kTables;
}

struct ImportArguments {
  std::string table;
  std::string file;
  bool dry_run = false;
  bool skip_bad = false;
  bool all_bad = false;
};

// With the reason when the table has fewer rows of the file than the file has good ones.
std::string written(const std::string& table, const store::ImportReport& done) {
  if (done.written >= done.rows) return fmt::format("{} written", done.written);
  const std::string_view why = table == "coverage"    ? "the samples of one tile are averaged"
                               : table == "locations" ? "of each number the latest counts"
                                                      : "rows that say the same count once";
  return fmt::format("{} written ({})", done.written, why);
}

int conclude(const ImportArguments& arguments, const store::ImportReport& done) {
  const std::size_t shown = arguments.all_bad ? done.bad.size() : std::min(done.bad.size(), kShownBadRows);
  for (std::size_t i = 0; i < shown; ++i) {
    fmt::print(stderr, "{}:{}: {}\n", arguments.file, done.bad[i].line, done.bad[i].reason);
  }
  if (shown < done.bad.size())
    fmt::print(stderr, "… and {} more bad rows (--all lists them)\n", done.bad.size() - shown);
  const std::string outcome = arguments.dry_run ? "dry run, nothing written"
                              : !done.bad.empty() && !arguments.skip_bad
                                  ? "nothing written; mend them or use --skip-bad"
                                  : written(arguments.table, done);
  fmt::print("{}: {} good rows, {} bad rows; {}\n", arguments.table, done.rows, done.bad.size(), outcome);
  return done.bad.empty() || arguments.skip_bad ? kOk : kProblemsFound;
}

int import(const ImportArguments& arguments, const Options& options) {
  Progress progress(arguments.table);
  const auto done = service::import_records(
      options.settings,
      {tables().at(arguments.table), arguments.file, arguments.dry_run, arguments.skip_bad,
       [&options](const Message& message) { return options.say(message); }},
      [&](std::size_t bytes, std::size_t total) { progress.update(bytes, total); });
  return done ? conclude(arguments, *done) : report(done.error());
}

}  // namespace

void add_import(CLI::App& app, Options& options, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("import", "Load a CSV file; existing rows of the same key are replaced");
  auto arguments = std::make_shared<ImportArguments>();
  command->add_option("table", arguments->table, "subscribers, devices, locations, coverage or events")
      ->required()
      ->check(CLI::IsMember(tables()));
  command->add_option("file", arguments->file, "The CSV file; its first line names the columns")->required();
  command->add_flag("--dry-run", arguments->dry_run, "Check every row, write nothing");
  command->add_flag("--skip-bad", arguments->skip_bad, "Leave bad rows out instead of refusing the file");
  command->add_flag("--all", arguments->all_bad, "List every bad row, not only the first 20");
  command->callback([&options, &exit_code, arguments] {
    options.complete();
    exit_code = import(*arguments, options);
  });
}

}  // namespace firstfix::commands
