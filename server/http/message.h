// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kb/core/result.h"

namespace firstfix::http {

// A request as handlers see it. The only file that knows the HTTP library is http_server.cc.
struct Request {
  std::string method;
  std::string path;
  std::map<std::string, std::string, std::less<>> fields;   // query and form; of repeated names the first
  std::map<std::string, std::string, std::less<>> headers;  // names in lower case
  std::vector<std::string> captures;                        // what the route's {names} matched, in order
  std::string body;

  // Empty when absent.
  std::string_view field(std::string_view name) const;
  std::string_view header(std::string_view name) const;
  std::string_view cookie(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string fault = {};             // for the log only: what failed inside
  std::optional<Error> problem = {};  // still without words: the server says it in the asker's language
};

Response json_response(std::string body, int status = 200);
Response html_response(std::string body, int status = 200);
// 303: the browser fetches `location` by GET, so that a reload repeats nothing.
Response see_other(std::string location);
// Sets a cookie, `pair` being name=value, for the whole site and for requests from it; over TLS, as the proxy
// says by X-Forwarded-Proto, for TLS only. `more`: further attributes, "Max-Age=60; HttpOnly".
void set_cookie(Response& response, const Request& request, std::string_view pair, std::string_view more);

}  // namespace firstfix::http
