// SPDX-License-Identifier: GPL-3.0-or-later
// A CSV file (RFC 4180) read record by record, each with the line it starts on.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <csv.h>

#include "kb/core/result.h"

namespace firstfix::store {

struct CsvRecord {
  std::size_t line = 0;  // physical, counted from 1
  std::vector<std::string> fields;
  std::string defect;  // why it cannot be read; reading goes on with the next line
};

// Commas, quotes as in RFC 4180 and nothing looser, any line end, UTF-8 with or without BOM. Blanks around an
// unquoted field are dropped; empty lines are no records.
class CsvFile {
 public:
  // Reads the whole file. Errors: not_found, unavailable (unreadable), invalid (not UTF-8, UTF-16, over 1
  // GiB).
  static Result<CsvFile> open(const std::filesystem::path& path);

  // False at the end.
  bool next(CsvRecord& record);
  std::size_t done_bytes() const { return offset_; }
  std::size_t total_bytes() const { return text_.size(); }

 private:
  struct FreeParser {
    void operator()(csv_parser* parser) const;
  };
  using ParserPtr = std::unique_ptr<csv_parser, FreeParser>;

  explicit CsvFile(std::string text);
  static ParserPtr make_parser();
  std::string_view take_line();
  void skip_blank_lines();
  // Goes on after the line the bad record starts on: an unclosed quote must not swallow the rest of the file.
  void give_up(CsvRecord& record, std::size_t start, std::string defect);

  std::string text_;
  std::size_t offset_ = 0;
  std::size_t line_ = 1;  // of offset_
  ParserPtr parser_;
};

}  // namespace firstfix::store
