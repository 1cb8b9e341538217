// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/page_routes.h"

#include "server/pages/cases_page.h"
#include "server/pages/panel_page.h"
#include "server/pages/site.h"

namespace firstfix::pages {

std::vector<http::Route> page_routes(App& app, const Views& views) {
  const Site site{app, views};
  const auto page = [site](http::Response (*handler)(const Site&, const http::Request&)) {
    return [site, handler](const http::Request& request) { return handler(site, request); };
  };
  return {
      {"GET", "/", [](const http::Request&) { return http::see_other("/panel"); }},
      {"GET", "/panel", page(empty_panel)},
      {"POST", "/panel", page(open_contact)},
      {"GET", "/panel/{contact}", page(show_contact)},
      {"POST", "/panel/{contact}/answers", page(answer_question)},
      {"POST", "/panel/{contact}/outcome", page(record_outcome)},
      {"GET", "/cases", page(list_cases)},
      {"GET", "/cases/{id}", page(show_case)},
      {"GET", "/static/{file}",
       [&views](const http::Request& request) { return views.static_files().serve(request); }},
  };
}

}  // namespace firstfix::pages
