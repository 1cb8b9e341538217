// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/text_limits.h"

#include <fmt/format.h>

#include "kb/core/utf8.h"

namespace firstfix::service {

Result<void> check_text(std::string_view field, std::string_view text, std::size_t limit) {
  if (const auto at = first_invalid_utf8(text)) {
    return fail(Code::invalid, fmt::format("{}：第 {} 个字节不是 UTF-8", field, *at + 1), "请用 UTF-8 编码");
  }
  if (text.find('\0') != std::string_view::npos) {
    return fail(Code::invalid, fmt::format("{}：含有空字符", field), "请只填文字");
  }
  if (const std::size_t length = count_code_points(text); length > limit) {
    return fail(Code::invalid, fmt::format("{}：有 {} 个字，太长了", field, length),
                fmt::format("最多 {} 个字", limit));
  }
  return {};
}

}  // namespace firstfix::service
