// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/result.h"

namespace firstfix {

std::string_view to_string(Code code) {
  switch (code) {
    case Code::invalid:
      return "invalid";
    case Code::not_found:
      return "not_found";
    case Code::conflict:
      return "conflict";
    case Code::unauthorized:
      return "unauthorized";
    case Code::forbidden:
      return "forbidden";
    case Code::unavailable:
      return "unavailable";
    case Code::too_many:
      return "too_many";
    case Code::internal:
      return "internal";
  }
  return "internal";
}

Error told(Code code, Message said, Message advice) {
  Error error{code, plain(said), {}, std::move(said), std::move(advice)};
  return error;
}

Error no_such_value(std::string_view field, std::initializer_list<std::string_view> values) {
  return told(Code::invalid, {"problem.no_value", {{"field", std::string(field)}}},
              {"problem.one_of", {{"values", listed(values)}}});
}

Error out_of_range(std::string_view field, std::size_t most) {
  return told(Code::invalid, {"problem.range", {{"field", std::string(field)}}},
              {"problem.range.hint", {{"most", std::to_string(most)}}});
}

}  // namespace firstfix
