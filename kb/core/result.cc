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

}  // namespace firstfix
