// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace firstfix::test {

// The API's own description, used to judge its answers.
class OpenApi {
 public:
  // Reads YAML text; throws when it is none.
  explicit OpenApi(const std::string& yaml);

  // What is wrong with `body` by the schema that `path` (as written there), method and status name, the
  // status 0 standing for "default"; empty when nothing is.
  std::vector<std::string> faults(const std::string& path, const std::string& method, int status,
                                  const nlohmann::json& body) const;
  // "POST /api/v1/resolve" and so on, sorted.
  std::vector<std::string> operations() const;

 private:
  nlohmann::json document_;
};

}  // namespace firstfix::test
