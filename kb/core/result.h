// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

#include "kb/core/message.h"

namespace firstfix {

// What kind of failure it is. The HTTP layer has the one table from here to a status.
enum class Code { invalid, not_found, conflict, unauthorized, forbidden, unavailable, too_many, internal };

std::string_view to_string(Code code);

// A failure somebody can act on: `message` names the place and what is wrong, `hint` says what to do instead.
// Both are for the log and the command line. What the one who asked is told, in the language of the question,
// is `said` and `advice`; an argument "field" names what they filled in as the API calls it.
struct Error {
  Code code = Code::internal;
  std::string message = {};
  std::string hint = {};
  Message said = {};
  Message advice = {};

  bool operator==(const Error&) const = default;
};

// A failure for the one who asked.
Error told(Code code, Message said, Message advice = {});
// Two that every form and every API has: a field takes one of these values; a number is from 1 to `most`.
Error no_such_value(std::string_view field, std::initializer_list<std::string_view> values);
Error out_of_range(std::string_view field, std::size_t most);

// The value or why there is none. This header alone names tl::.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
  using tl::expected<T, Error>::expected;
};

using Failure = tl::unexpected<Error>;

inline Failure fail(Code code, std::string message, std::string hint = {}) {
  return Failure{Error{code, std::move(message), std::move(hint)}};
}

inline Failure fail(Code code, Message said, Message advice = {}) {
  return Failure{told(code, std::move(said), std::move(advice))};
}

// Passes somebody else's error on unchanged.
inline Failure fail(Error error) {
  return Failure{std::move(error)};
}

}  // namespace firstfix
