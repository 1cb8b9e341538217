// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of one record, read as what they should be.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "kb/core/fact.h"
#include "kb/core/records.h"
#include "kb/core/result.h"
#include "kb/store/csv_columns.h"
#include "kb/store/csv_file.h"

namespace firstfix::store {

// A reader that cannot make sense of its field notes why and returns an empty value; a row with such notes is
// bad. Columns are given by their index in the table's list.
class CsvRow {
 public:
  CsvRow(const Columns& columns, const CsvRecord& record);

  std::size_t line() const { return record_.line; }
  bool is_empty() const;  // nothing but commas, as spreadsheets leave below their last row
  bool is_good() const { return reason_.empty(); }
  const std::string& reason() const { return reason_; }
  // Of our columns: equal texts, equal hashes.
  std::size_t content_hash() const;

  // As written; empty when the file has no such column.
  std::string_view text(std::size_t column) const;
  // Runs of blanks and line ends become one blank; at most 200 characters.
  std::string words(std::size_t column);
  std::string required_words(std::size_t column);
  // Exactly that many digits; blanks and dashes within are dropped. Empty stays empty.
  std::string digits(std::size_t column, std::size_t count);
  double number(std::size_t column, double least, double most);
  GeoPoint point(std::size_t latitude, std::size_t longitude);
  std::optional<bool> yes_no(std::size_t column);
  std::optional<Timestamp> time(std::size_t column);
  Timestamp required_time(std::size_t column);
  PhoneNumber phone(std::size_t column, const std::function<Result<PhoneNumber>(std::string_view)>& parse);
  // The id of one of the fact's values, written as id or label. Without the fact's definition, the words.
  std::string choice(std::size_t column, const FactDefinition* fact);

  // Notes that the field is wrong and what to write.
  void reject(std::size_t column, std::string_view write);

 private:
  void add_reason(const std::string& reason);

  const Columns& columns_;
  const CsvRecord& record_;
  std::string reason_;
};

}  // namespace firstfix::store
