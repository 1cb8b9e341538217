// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kb/core/fact.h"
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
  PhoneParser parse_phone;  // needed for subscribers and locations
  const FactCatalogue* facts =
      nullptr;  // when given, account, porting and kind must be values of account.state,
                // account.porting and area.kind, written as id or label
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

// Reads a CSV file (UTF-8, commas, quotes as in RFC 4180) and writes it into one table. Columns are found by
// header name, in any order and case, some also in Chinese; unknown columns are ignored, missing required
// ones are an error.
//
//   subscribers  phone; imei, plan, account, porting, volte, vip
//   devices      tac, brand, model; volte, nr, sa, nsa, bands
//   locations    phone, lat, lon, seen_at; area, kind
//   coverage     lat, lon, rsrp_dbm; busy_load (PRB utilisation of the busy hour, percent)
//   events       id, kind (outage or planned), title, lat, lon, radius_m, starts_at; area, ends_at
//
// An existing row of the same key is replaced, with two particulars: a location only by one seen later or at
// the same time; and a coverage file replaces every tile it has a sample in and leaves the others, its own
// samples of one tile being averaged (in dBm). A file that has one key twice with different values is wrong
// in the second row; a row repeated word for word is harmless.
//
// One transaction: a failure, also a full disk, leaves the database as it was. A dry run does not open it.
// Errors: not_found (file), invalid (header, encoding), unavailable (disk full, read-only), conflict (see
// open).
Result<ImportReport> import_csv(const DatabaseOptions& database, const ImportOptions& options);

}  // namespace firstfix::store
