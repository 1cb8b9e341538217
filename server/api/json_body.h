// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "kb/core/result.h"
#include "server/http/message.h"

namespace firstfix::api {

// A JSON object sent by a client, read field by field. The first wrong field is kept as the error, so a
// handler reads them all and asks once.
class JsonBody {
 public:
  // Error (invalid): not application/json, broken JSON (says at which byte), not an object, deeper than eight
  // levels.
  static Result<JsonBody> parse(const http::Request& request);

  std::string text(std::string_view name);
  std::string required_text(std::string_view name);
  std::optional<std::size_t> count(std::string_view name);
  // An object of strings, such as "facts".
  std::vector<std::pair<std::string, std::string>> texts(std::string_view name);

  // After reading: a field of the wrong type, a missing one, or one that nobody reads (a typing error).
  Result<void> done() const;

 private:
  const nlohmann::json* take(std::string_view name);
  // `wanted`: the id of a hint.
  void wrong(std::string_view name, const char* wanted);

  nlohmann::json body_;
  std::vector<std::string> read_;
  std::optional<Error> error_;
};

}  // namespace firstfix::api
