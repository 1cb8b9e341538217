// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "kb/core/records.h"
#include "kb/core/result.h"
#include "kb/store/database.h"

namespace firstfix::store {

enum class Table { subscribers, devices, locations, coverage, events };

// What the layers above must supply, since siblings do not include one another: how a number is read.
using PhoneParser = std::function<Result<PhoneNumber>(std::string_view)>;

struct ImportOptions {
  Table table = Table::subscribers;
  std::filesystem::path file;
  bool dry_run = false;   // check every row, write nothing
  bool skip_bad = false;  // else one bad row and nothing is written
  CoverageThresholds thresholds;
  PhoneParser parse_phone;
  std::function<void(std::size_t done_bytes, std::size_t total_bytes)> progress;  // may be empty
};

struct BadRow {
  std::size_t line = 0;  // in the file, the header is line 1
  std::string reason;    // column, value and what to write
};

struct ImportReport {
  std::size_t rows = 0;     // good ones
  std::size_t written = 0;  // rows in the table from this file (coverage: tiles); 0 on a dry run or a refusal
  std::vector<BadRow> bad;
};

// Columns are found by header name, in any order; unknown columns are ignored, missing required ones are an error.
// An existing row of the same key is replaced. One transaction: a failure, also a full disk, leaves the database
// as it was. Errors: not_found (file), invalid (header, encoding), unavailable (disk full, read-only).
Result<ImportReport> import_csv(const DatabaseOptions& database, const ImportOptions& options);

}  // namespace firstfix::store
