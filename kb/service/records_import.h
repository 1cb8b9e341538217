// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "kb/core/message.h"
#include "kb/core/result.h"
#include "kb/service/settings.h"
#include "kb/store/import.h"

namespace firstfix::service {

struct RecordsFile {
  store::Table table = store::Table::subscribers;
  std::filesystem::path file;
  bool dry_run = false;
  bool skip_bad = false;
  // How the report of a bad row puts what is wrong with a number.
  std::function<std::string(const Message&)> say = plain;
};

// Imports one CSV file (kb/store/import.h says what it may hold) with the operator's thresholds and numbering
// plan; values of facts are checked against the catalogue when the content can be read. `progress` may be
// empty. Errors as of store::import_csv.
Result<store::ImportReport> import_records(const Settings& settings, const RecordsFile& records,
                                           std::function<void(std::size_t done, std::size_t total)> progress);

}  // namespace firstfix::service
