// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/csv_columns.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "kb/store/csv_text.h"

namespace firstfix::store {
namespace {

bool is_called(const Column& column, const std::string& lower_name) {
  if (column.name == lower_name) return true;
  return !lower_name.empty() &&
         std::find(column.also.begin(), column.also.end(), lower_name) != column.also.end();
}

std::string spellings(const Column& column) {
  std::string text{column.name};
  const char* before = "（或 ";
  for (const std::string_view name : column.also) {
    if (name.empty()) break;
    text += fmt::format("{}{}", before, name);
    before = "、";
  }
  return text + (column.also.front().empty() ? "" : "）");
}

Failure twice(const std::string& file, const std::string& first, const std::string& second) {
  return fail(Code::invalid, fmt::format("{}:1：“{}”和“{}”是同一列", file, first, second), "只留一列");
}

Failure missing(const std::string& file, const std::vector<std::string>& needed,
                const std::vector<std::string>& header) {
  const std::string found = shortened(fmt::format("{}", fmt::join(header, ",")), 200);
  const bool other_separator =
      header.size() == 1 && header.front().find_first_of(";\t|") != std::string::npos;
  return fail(Code::invalid,
              fmt::format("{}:1：没有这些列：{}；表头是：{}", file, fmt::join(needed, "；"), found),
              other_separator ? "请用英文逗号分隔各列" : "请在第一行写列名");
}

}  // namespace

Result<Columns> Columns::find(std::span<const Column> wanted, const std::vector<std::string>& header,
                              const std::string& file) {
  Columns columns;
  columns.header_size_ = header.size();
  std::vector<std::string> needed;
  for (const Column& column : wanted) {
    std::optional<std::size_t> field;
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (!is_called(column, to_lower(header[i]))) continue;
      if (field) return twice(file, header[*field], header[i]);
      field = i;
    }
    if (!field && column.required) needed.push_back(spellings(column));
    columns.fields_.push_back(field);
    columns.names_.push_back(field ? header[*field] : std::string{column.name});
  }
  if (!needed.empty()) return missing(file, needed, header);
  return columns;
}

}  // namespace firstfix::store
