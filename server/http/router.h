// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"

namespace firstfix::http {

using Handler = std::function<Response(const Request&)>;

// One line of the route table. A pattern is a path whose {names} each match one non-empty segment.
struct Route {
  std::string method;
  std::string pattern;
  Handler handler;
};

// Finds the handler of a request. HEAD goes to GET's. Immutable, any thread.
class Router {
 public:
  explicit Router(std::vector<Route> routes);

  struct Match {
    const Handler* handler = nullptr;  // none: no such path, or no such method on it
    std::vector<std::string> captures;
    std::string allowed;  // "GET, HEAD, POST" when the path is there; empty: 404
  };
  Match find(std::string_view method, std::string_view path) const;

 private:
  std::vector<Route> routes_;
};

}  // namespace firstfix::http
