// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/problem.h"

#include <string>

#include <nlohmann/json.hpp>

namespace firstfix::http {
namespace {

Response render(int status, std::string_view code, std::string_view detail, std::string_view hint) {
  nlohmann::ordered_json body{{"type", "about:blank"},
                              {"title", title_of(status)},
                              {"status", status},
                              {"detail", detail},
                              {"code", code}};
  if (!hint.empty()) body["hint"] = hint;
  // A detail may quote what was sent: broken UTF-8 in it must not break the answer.
  Response response =
      json_response(body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), status);
  response.content_type = "application/problem+json";
  return response;
}

std::string_view code_of(int status) {
  if (status == 404) return to_string(Code::not_found);
  if (status == 429) return to_string(Code::too_many);
  if (status == 503) return to_string(Code::unavailable);
  return status >= 500 ? to_string(Code::internal) : to_string(Code::invalid);
}

}  // namespace

int status_of(Code code) {
  switch (code) {
    case Code::invalid:
      return 400;
    case Code::unauthorized:
      return 401;
    case Code::forbidden:
      return 403;
    case Code::not_found:
      return 404;
    case Code::conflict:
      return 409;
    case Code::too_many:
      return 429;
    case Code::internal:
      return 500;
    case Code::unavailable:
      return 503;
  }
  return 500;
}

std::string_view title_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 429:
      return "Too Many Requests";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

Response problem(const Error& error) {
  const int status = status_of(error.code);
  if (status < 500) return render(status, to_string(error.code), error.message, error.hint);
  Response response = render(status, to_string(error.code), "服务暂时不可用", "请稍后再试，已记录给管理员");
  response.fault = error.message;
  return response;
}

Response problem(int status, std::string_view detail) {
  return render(status, code_of(status), detail, {});
}

}  // namespace firstfix::http
