// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/front_matter.h"

#include <string_view>

namespace firstfix::content {
namespace {

// The line's text without its end and without blanks there.
std::string_view line_text(const SourceText& source, int line) {
  const std::size_t begin = source.line_offset(line);
  std::string_view text = source.text().substr(begin, source.line_offset(line + 1) - begin);
  const auto last = text.find_last_not_of(" \t\r\n");
  return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

}  // namespace

std::optional<FrontMatter> split_front_matter(Report& report) {
  const SourceText& source = report.source();
  if (line_text(source, 1) != "---") {
    report.add(0, "文件开头没有 ---", "第一行写 ---，接着是 id、title 等，再用一行 --- 结束");
    return std::nullopt;
  }
  for (int line = 2; source.line_offset(line) < source.text().size(); ++line) {
    if (line_text(source, line) != "---") continue;
    return FrontMatter{{source.line_offset(2), source.line_offset(line)}, source.line_offset(line + 1)};
  }
  report.add(0, "开头的 --- 没有结束", "在“## 现象”之前加一行 ---");
  return std::nullopt;
}

}  // namespace firstfix::content
