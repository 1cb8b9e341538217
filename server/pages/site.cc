// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/site.h"

#include <utility>

#include "server/http/problem.h"

namespace firstfix::pages {

http::Response private_page(std::string html, int status) {
  http::Response response = http::html_response(std::move(html), status);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

http::Response error_page(const Views& views, const Error& error) {
  Data data;
  data["page_title"] = "出错了";
  data["error"] = error_data(error);
  return private_page(views.render(Page::error, data), http::status_of(error.code));
}

Data error_data(const Error& error) {
  Data data;
  data["message"] = error.message;
  data["hint"] = error.hint;
  data["has_hint"] = !error.hint.empty();
  return data;
}

}  // namespace firstfix::pages
