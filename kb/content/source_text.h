// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kb/core/library.h"

namespace firstfix::content {

// One content file's text, and where each of its bytes stands as an editor shows it.
// Offsets are in bytes from the start of text(), which has no byte order mark.
class SourceText {
 public:
  // `file` is relative to the content folder.
  SourceText(std::string file, std::string bytes);

  const std::string& file() const { return file_; }
  std::string_view text() const { return text_; }

  // An offset past the end is the end.
  SourcePosition position(std::size_t offset) const;
  // Where a line (from 1) begins; a line past the last one begins at the end.
  std::size_t line_offset(int line) const;
  // The number of the line (from 1) that holds this offset.
  int line_of(std::size_t offset) const;

 private:
  std::string file_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
};

// A problem of a file as a whole.
Problem file_problem(std::string path, std::string message, std::string hint);

// Collects what is wrong with one file.
class Report {
 public:
  // Both must outlive it.
  Report(const SourceText& source, std::vector<Problem>& problems);

  void add(std::size_t offset, std::string message, std::string hint = {});
  // Nothing was added.
  bool clean() const { return problems_->size() == before_; }
  const SourceText& source() const { return *source_; }

 private:
  const SourceText* source_;
  std::vector<Problem>* problems_;
  std::size_t before_;
};

constexpr std::size_t kMaxCaseBytes = std::size_t{64} * 1024;
constexpr std::size_t kMaxYamlBytes = std::size_t{1024} * 1024;

// Whether the text may be parsed at all: not too large, UTF-8, no NUL or other control character. Reports the
// first defect only: what follows it is likely no text.
bool check_text(std::size_t max_bytes, Report& report);

}  // namespace firstfix::content
