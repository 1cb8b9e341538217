// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/tsv_file.h"

#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace firstfix::service {
namespace {

std::vector<std::string> columns_of(std::string_view line) {
  std::vector<std::string> columns;
  for (std::size_t from = 0;;) {
    const std::size_t tab = line.find('\t', from);
    columns.emplace_back(line.substr(from, tab - from));
    if (tab == std::string_view::npos) return columns;
    from = tab + 1;
  }
}

// What is wrong with a row; empty when nothing is.
std::string fault_of(const TsvRow& row, const TsvShape& shape) {
  const std::size_t count = row.columns.size();
  if (count == 1 && shape.least > 1) return "no tab in the line";
  if (count < shape.least || count > shape.most) return fmt::format("{} columns", count);
  return row.columns.front().empty() ? "the first column is empty" : "";
}

Failure cannot_read(const std::filesystem::path& file, int reason) {
  return fail(Code::unavailable,
              fmt::format("{}: cannot be read: {}", file.string(), std::generic_category().message(reason)),
              "name a TSV file that you may read");
}

}  // namespace

Failure bad_line(const std::filesystem::path& file, std::size_t line, std::string_view message,
                 std::string hint) {
  return fail(Code::invalid, fmt::format("{}:{}: {}", file.string(), line, message), std::move(hint));
}

Result<std::vector<TsvRow>> read_tsv(const std::filesystem::path& file, const TsvShape& shape) {
  errno = 0;
  std::ifstream input(file, std::ios::binary);
  if (!input) return cannot_read(file, errno);
  std::vector<TsvRow> rows;
  std::string line;
  for (std::size_t number = 1; std::getline(input, line); ++number) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) continue;
    rows.push_back({number, columns_of(line)});
    if (const std::string fault = fault_of(rows.back(), shape); !fault.empty())
      return bad_line(file, number, fault, fmt::format("a line is {}", shape.form));
  }
  // A folder opens like a file and fails at the first read.
  if (input.bad()) return cannot_read(file, errno);
  return rows;
}

}  // namespace firstfix::service
