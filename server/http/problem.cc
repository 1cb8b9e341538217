// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/problem.h"

#include <string>
#include <utility>

#include <nlohmann/json.hpp>

namespace firstfix::http {
namespace {

std::string words_of(const Message& message, const std::string& text, const Tongue& tongue) {
  return message.empty() ? text : tongue.say(message);
}

Code code_of(int status) {
  if (status == 404) return Code::not_found;
  if (status == 429) return Code::too_many;
  if (status == 503) return Code::unavailable;
  return status >= 500 ? Code::internal : Code::invalid;
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
  Response response;
  response.status = status_of(error.code);
  response.problem = error;
  if (response.status < 500) return response;
  response.fault = error.message;
  response.problem = told(error.code, {"problem.inside"}, {"problem.inside.hint"});
  return response;
}

Response problem(int status, Message detail) {
  Response response;
  response.status = status;
  response.problem = told(code_of(status), std::move(detail));
  return response;
}

void put_into_words(Response& response, const Tongue& tongue) {
  if (!response.problem) return;
  const Error& error = *response.problem;
  nlohmann::ordered_json body{{"type", "about:blank"},
                              {"title", title_of(response.status)},
                              {"status", response.status},
                              {"detail", words_of(error.said, error.message, tongue)},
                              {"code", to_string(error.code)}};
  const std::string hint = words_of(error.advice, error.hint, tongue);
  if (!hint.empty()) body["hint"] = hint;
  // A detail may quote what was sent: broken UTF-8 in it must not break the answer.
  response.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  response.content_type = "application/problem+json";
  if (!tongue.tag.empty()) response.headers.emplace_back("Content-Language", tongue.tag);
  response.headers.emplace_back("Vary", "Accept-Language, Cookie");
}

}  // namespace firstfix::http
