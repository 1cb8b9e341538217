// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/page_routes.h"

#include "server/pages/cases_page.h"
#include "server/pages/panel_page.h"
#include "server/pages/site.h"

namespace firstfix::pages {

std::vector<http::Route> page_routes(App& app, const Views& views) {
  const auto page = [&app, &views](http::Response (*handler)(const Site&, const http::Request&)) {
    return [&app, &views, handler](const http::Request& request) {
      const Language language = choose_language(request.header("cookie"), request.header("accept-language"));
      return handler(Site{app, views, language, request.path}, request);
    };
  };
  return {
      {"GET", "/", [](const http::Request&) { return http::see_other("/panel"); }},
      {"GET", "/panel", page(empty_panel)},
      {"POST", "/panel", page(open_contact)},
      {"GET", "/panel/{contact}", page(show_contact)},
      {"POST", "/panel/{contact}/symptom", page(restate_symptom)},
      {"POST", "/panel/{contact}/answers", page(answer_question)},
      {"POST", "/panel/{contact}/outcome", page(record_outcome)},
      {"GET", "/cases", page(list_cases)},
      {"GET", "/cases/{id}", page(show_case)},
      {"POST", "/language", switch_language},
      {"GET", "/static/{file}",
       [&views](const http::Request& request) { return views.static_files().serve(request); }},
  };
}

}  // namespace firstfix::pages
