// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/query.h"

#include <charconv>
#include <string>

namespace firstfix::api {

Result<std::size_t> read_count(const http::Request& request, std::string_view name, std::size_t otherwise) {
  const std::string_view text = request.field(name);
  if (text.empty()) return otherwise;
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size()) return value;
  return fail(Code::invalid, Message{"problem.no_number", {{"field", std::string(name)}}},
              Message{"problem.no_number.hint"});
}

}  // namespace firstfix::api
