// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/message.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace firstfix::http {
namespace {

std::string_view value_of(const std::map<std::string, std::string, std::less<>>& values,
                          std::string_view name) {
  const auto found = values.find(name);
  return found == values.end() ? std::string_view{} : std::string_view{found->second};
}

}  // namespace

std::string_view Request::field(std::string_view name) const {
  return value_of(fields, name);
}

std::string_view Request::header(std::string_view name) const {
  return value_of(headers, name);
}

std::string_view Request::cookie(std::string_view name) const {
  std::string_view rest = header("cookie");
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    std::string_view one = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
    if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=')
      return one.substr(name.size() + 1);
  }
  return {};
}

Response json_response(std::string body, int status) {
  return {status, "application/json", std::move(body), {}};
}

Response html_response(std::string body, int status) {
  return {status, "text/html; charset=utf-8", std::move(body), {}};
}

Response see_other(std::string location) {
  return {303, "text/plain", {}, {{"Location", std::move(location)}}};
}

void set_cookie(Response& response, const Request& request, std::string_view pair, std::string_view more) {
  const bool tls = request.header("x-forwarded-proto") == "https";
  response.headers.emplace_back(
      "Set-Cookie", fmt::format("{}; Path=/; SameSite=Lax; {}{}", pair, more, tls ? "; Secure" : ""));
}

}  // namespace firstfix::http
