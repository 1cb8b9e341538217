// SPDX-License-Identifier: GPL-3.0-or-later
// One import: rows are taken one by one into memory and written together, so that the write lock is held for
// the writing only, and nothing is written when a row is bad.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>

#include <soci/soci.h>

#include "kb/store/csv_columns.h"
#include "kb/store/csv_row.h"
#include "kb/store/import.h"

namespace firstfix::store {

class TableImport {
 public:
  virtual ~TableImport() = default;
  virtual std::span<const Column> columns() const = 0;
  // Keeps the row, or leaves it bad.
  virtual void take(CsvRow& row) = 0;
  // Within the caller's transaction. Returns how many rows of the table are from this file.
  virtual std::size_t write(soci::session& session) = 0;
};

using TableImportPtr = std::unique_ptr<TableImport>;

TableImportPtr make_subscribers_import(const ImportOptions& options);
TableImportPtr make_devices_import(const ImportOptions& options);
TableImportPtr make_locations_import(const ImportOptions& options);
TableImportPtr make_coverage_import(const ImportOptions& options);
TableImportPtr make_events_import(const ImportOptions& options);

// Keys met so far in a file.
class SeenKeys {
 public:
  // False when the row must not be kept: the same row stands above already, which is harmless; or the key
  // does with other values, and nobody can know which is right, so that the row is made bad.
  bool is_new(CsvRow& row, std::size_t key_column, const std::string& key);

 private:
  struct Seen {
    std::size_t line = 0;
    std::size_t content = 0;
  };
  std::unordered_map<std::string, Seen> seen_;
};

// The definition of a fact, null when no catalogue was given or it has none.
inline const FactDefinition* fact_of(const ImportOptions& options, std::string_view id) {
  return options.facts == nullptr ? nullptr : options.facts->find(id);
}

}  // namespace firstfix::store
