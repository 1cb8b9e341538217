// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/source_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "kb/core/utf8.h"

namespace firstfix::content {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// LF, CR LF and a lone CR each end a line, as they do for cmark.
std::vector<std::size_t> line_starts(std::string_view text) {
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool carriage = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    if (text[i] == '\n' || carriage) starts.push_back(i + 1);
  }
  return starts;
}

// yaml-cpp takes byte 4 for the end of input and cmark replaces NUL: no control character has a use here.
std::optional<std::size_t> first_control(std::string_view text) {
  const auto it = std::find_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
  });
  if (it == text.end()) return std::nullopt;
  return static_cast<std::size_t>(it - text.begin());
}

}  // namespace

SourceText::SourceText(std::string file, std::string bytes)
    : file_(std::move(file)), text_(std::move(bytes)) {
  if (text_.starts_with(kByteOrderMark)) text_.erase(0, kByteOrderMark.size());
  line_starts_ = line_starts(text_);
}

int SourceText::line_of(std::size_t offset) const {
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<int>(next - line_starts_.begin());
}

std::size_t SourceText::line_offset(int line) const {
  if (line < 1) return 0;
  const auto index = static_cast<std::size_t>(line) - 1;
  return index < line_starts_.size() ? line_starts_[index] : text_.size();
}

SourcePosition SourceText::position(std::size_t offset) const {
  const std::size_t at = std::min(offset, text_.size());
  const int line = line_of(at);
  const std::size_t start = line_offset(line);
  const std::size_t before = count_code_points(text().substr(start, at - start));
  return {file_, line, static_cast<int>(before) + 1};
}

Problem file_problem(std::string path, std::string message, std::string hint) {
  return {{std::move(path), 1, 1}, std::move(message), std::move(hint)};
}

Report::Report(const SourceText& source, std::vector<Problem>& problems)
    : source_(&source), problems_(&problems), before_(problems.size()) {}

void Report::add(std::size_t offset, std::string message, std::string hint) {
  problems_->push_back({source_->position(offset), std::move(message), std::move(hint)});
}

bool check_text(std::size_t max_bytes, Report& report) {
  const std::string_view text = report.source().text();
  if (text.size() > max_bytes) {
    report.add(0, fmt::format("文件超过 {} KiB", max_bytes / 1024), "拆成几个文件：一个案例只管一件事");
    return false;
  }
  if (const auto bad = first_invalid_utf8(text)) {
    report.add(*bad, fmt::format("字节 0x{:02X} 不是 UTF-8", static_cast<unsigned char>(text[*bad])),
               "用 UTF-8 编码另存");
    return false;
  }
  if (const auto control = first_control(text)) {
    report.add(*control, fmt::format("有控制字符 U+{:04X}", static_cast<unsigned char>(text[*control])),
               "删掉它");
    return false;
  }
  return true;
}

}  // namespace firstfix::content
