// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace firstfix {

// What kind of failure it is. The HTTP layer has the one table from here to a status.
enum class Code { invalid, not_found, conflict, unauthorized, forbidden, unavailable, too_many, internal };

std::string_view to_string(Code code);

// A failure somebody can act on: `message` names the place and what is wrong, `hint` says what to do instead.
struct Error {
  Code code = Code::internal;
  std::string message;
  std::string hint;

  bool operator==(const Error&) const = default;
};

// The value or why there is none. This header alone names tl::.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
  using tl::expected<T, Error>::expected;
};

using Failure = tl::unexpected<Error>;

inline Failure fail(Code code, std::string message, std::string hint = {}) {
  return Failure{Error{code, std::move(message), std::move(hint)}};
}

// Passes somebody else's error on unchanged.
inline Failure fail(Error error) {
  return Failure{std::move(error)};
}

}  // namespace firstfix
