// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/page_routes.h"

#include <utility>

#include "server/pages/cases_page.h"
#include "server/pages/lock_page.h"
#include "server/pages/panel_page.h"
#include "server/pages/site.h"
#include "server/pages/track_page.h"

namespace firstfix::pages {

std::vector<http::Route> page_routes(App& app, const Views& views, const PageOptions& options) {
  const auto page = [&app, &views, options](http::Response (*handler)(const Site&, const http::Request&)) {
    return [&app, &views, options, handler](const http::Request& request) {
      const Language language =
          words::choose_language(request.header("cookie"), request.header("accept-language"));
      Site site{app, views, language, request.path, options.public_url, options.frame_ancestors};
      if (auto refused = admit(site, request)) return *std::move(refused);
      return handler(site, request);
    };
  };
  std::vector<http::Route> routes{
      {"GET", "/", [](const http::Request&) { return http::see_other("/panel"); }},
      {"GET", "/cases", page(list_cases)},
      {"GET", "/cases/{id}", page(show_case)},
      {"GET", "/gaps", page(list_gaps)},
      {"GET", "/track/{token}", page(show_progress)},
      {"POST", "/track/{token}", page(answer_progress)},
      {"GET", "/extension", page(show_extension)},
      {"POST", "/language", switch_language},
      {"POST", "/counter/unlock", page(unlock_counter)},
      {"POST", "/counter/lock", page(lock_counter)},
      {"GET", "/static/{file}",
       [&views](const http::Request& request) { return views.static_files().serve(request); }},
  };
  // The same steps at the hotline and at the counter.
  for (const std::string base : {"/panel", "/counter"}) {
    routes.insert(routes.end(), {{"GET", base, page(empty_panel)},
                                 {"POST", base, page(open_contact)},
                                 {"GET", base + "/{contact}", page(show_contact)},
                                 {"POST", base + "/{contact}/symptom", page(restate_symptom)},
                                 {"POST", base + "/{contact}/answers", page(answer_question)},
                                 {"POST", base + "/{contact}/outcome", page(record_outcome)},
                                 {"POST", base + "/{contact}/show", page(show_customer)},
                                 {"POST", base + "/{contact}/slip", page(open_slip)},
                                 {"GET", base + "/{contact}/slip/{token}", page(show_slip)}});
  }
  return routes;
}

}  // namespace firstfix::pages
