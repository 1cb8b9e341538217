// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <type_traits>

#include <fmt/format.h>
#include <xapian.h>

#include "kb/core/result.h"

namespace firstfix::search {

// The one place where exceptions of Xapian and ICU end: calls `work` and returns what it returns, or
// Code::unavailable with `place` in the message and `hint` for whoever can mend it.
template <class Work>
auto with_xapian(std::string_view place, std::string_view hint, Work work)
    -> Result<std::invoke_result_t<Work>> {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (const Xapian::Error& error) {
    const char* system = error.get_error_string();  // null, or what errno said: No space left on device
    return fail(Code::unavailable,
                fmt::format("{}: {}{}{}", place, error.get_msg(), system == nullptr ? "" : ": ",
                            system == nullptr ? "" : system),
                std::string(hint));
  } catch (const std::exception& error) {
    return fail(Code::internal, fmt::format("{}: {}", place, error.what()));
  }
}

}  // namespace firstfix::search
