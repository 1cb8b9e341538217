// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/import.h"

#include <utility>

#include <fmt/format.h>

#include "kb/store/csv_file.h"
#include "kb/store/import_table.h"
#include "kb/store/migrate.h"

namespace firstfix::store {
namespace {

constexpr std::size_t kProgressEvery = 1000;  // rows

TableImportPtr make_table(const ImportOptions& options) {
  switch (options.table) {
    case Table::subscribers:
      return make_subscribers_import(options);
    case Table::devices:
      return make_devices_import(options);
    case Table::locations:
      return make_locations_import(options);
    case Table::coverage:
      return make_coverage_import(options);
    case Table::events:
      return make_events_import(options);
  }
  return nullptr;
}

Result<Columns> read_header(CsvFile& file, const TableImport& table, const std::string& name) {
  CsvRecord header;
  if (!file.next(header)) {
    return fail(Code::invalid, fmt::format("{}：文件是空的", name), "请在第一行写列名");
  }
  if (!header.defect.empty()) {
    return fail(Code::invalid, fmt::format("{}:{}：{}", name, header.line, header.defect), "请改好表头");
  }
  return Columns::find(table.columns(), header.fields, name);
}

ImportReport read_rows(CsvFile& file, const Columns& columns, const ImportOptions& options,
                       TableImport& table) {
  ImportReport report;
  CsvRecord record;
  for (std::size_t count = 1; file.next(record); ++count) {
    CsvRow row(columns, record);
    if (row.is_empty()) continue;
    if (row.is_good()) table.take(row);
    if (row.is_good()) {
      ++report.rows;
    } else {
      report.bad.push_back({row.line(), row.reason()});
    }
    if (options.progress && count % kProgressEvery == 0)
      options.progress(file.done_bytes(), file.total_bytes());
  }
  return report;
}

// The log would keep the size of the import. The rows are committed whether this works or not.
void shrink_log(soci::session& session) {
  try {
    run_script(session, "PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (const soci::soci_error&) {
  }
}

std::string name_of(Table table) {
  switch (table) {
    case Table::subscribers:
      return "subscribers";
    case Table::devices:
      return "devices";
    case Table::locations:
      return "locations";
    case Table::coverage:
      return "coverage";
    case Table::events:
      return "events";
  }
  return {};
}

void mark_import(soci::session& session, Table table) {
  const std::string name = name_of(table);
  session << "INSERT INTO imports (name, at, number) VALUES (:name, unixepoch(), 1)"
             " ON CONFLICT (name) DO UPDATE SET at = excluded.at, number = number + 1",
      soci::use(name);
}

Result<std::size_t> write_table(TableImport& table, Table name, const std::string& path) {
  auto session = open_migrated(path);
  if (!session) return fail(session.error());
  try {
    run_script(**session, "BEGIN IMMEDIATE");
    const std::size_t written = table.write(**session);
    mark_import(**session, name);
    run_script(**session, "COMMIT");
    shrink_log(**session);
    return written;
  } catch (const soci::soci_error& error) {
    return fail(error_of(error, path));  // closing the session rolls back
  }
}

}  // namespace

bool SeenKeys::is_new(CsvRow& row, std::size_t key_column, const std::string& key) {
  const auto [seen, is_new] = seen_.try_emplace(key, Seen{row.line(), row.content_hash()});
  if (!is_new && seen->second.content != row.content_hash()) {
    row.reject(key_column, fmt::format("第 {} 行已有，内容不同，请只留一行", seen->second.line));
  }
  return is_new;
}

Result<ImportReport> import_csv(const DatabaseOptions& database, const ImportOptions& options) {
  auto file = CsvFile::open(options.file);
  if (!file) return fail(file.error());
  const TableImportPtr table = make_table(options);
  const auto columns = read_header(*file, *table, options.file.string());
  if (!columns) return fail(columns.error());
  ImportReport report = read_rows(*file, *columns, options, *table);
  const bool refused = !report.bad.empty() && !options.skip_bad;
  if (!options.dry_run && !refused) {
    const auto written = write_table(*table, options.table, database.connection);
    if (!written) return fail(written.error());
    report.written = *written;
  }
  if (options.progress) options.progress(file->total_bytes(), file->total_bytes());
  return report;
}

}  // namespace firstfix::store
