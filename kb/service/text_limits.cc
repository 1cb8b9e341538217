// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/text_limits.h"

#include <string>

#include <fmt/format.h>

#include "kb/core/utf8.h"

namespace firstfix::service {

Result<void> check_text(std::string_view field, std::string_view text, std::size_t limit) {
  const std::string name(field);
  if (const auto at = first_invalid_utf8(text)) {
    return fail(Code::invalid, Message{"problem.utf8", {{"field", name}, {"byte", fmt::to_string(*at + 1)}}},
                Message{"problem.utf8.hint"});
  }
  if (text.find('\0') != std::string_view::npos) {
    return fail(Code::invalid, Message{"problem.null", {{"field", name}}}, Message{"problem.null.hint"});
  }
  if (const std::size_t length = count_code_points(text); length > limit) {
    return fail(Code::invalid,
                Message{"problem.too_long", {{"field", name}, {"count", fmt::to_string(length)}}},
                Message{"problem.too_long.hint", {{"limit", fmt::to_string(limit)}}});
  }
  return {};
}

}  // namespace firstfix::service
