// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/query.h"

#include <string>

#include "kb/core/number.h"

namespace firstfix::api {

Result<std::size_t> read_count(const http::Request& request, std::string_view name, std::size_t otherwise) {
  const std::string_view text = request.field(name);
  if (text.empty()) return otherwise;
  if (const auto value = parse_number<std::size_t>(text)) return *value;
  return fail(Code::invalid, Message{"problem.no_number", {{"field", std::string(name)}}},
              Message{"problem.no_number.hint"});
}

}  // namespace firstfix::api
