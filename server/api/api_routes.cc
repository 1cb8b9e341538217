// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/api_routes.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "server/api/cases_api.h"
#include "server/api/fcr_api.h"
#include "server/api/front_line_api.h"
#include "server/api/resolve_api.h"
#include "server/http/problem.h"

namespace firstfix::api {
namespace {

// The process runs and answers: restart it when it does not.
http::Response livez(const http::Request&) {
  return {200, "text/plain; charset=utf-8", "ok\n", {}};
}

// The records can be read and there are cases: send it requests when so.
http::Response readyz(App& app, const http::Request&) {
  if (auto alive = app.healthy(); !alive) return http::problem(alive.error());
  const auto library = app.knowledge().snapshot()->library;
  if (library->cases.empty())
    return http::problem({Code::unavailable, "there are no cases", "look into the content folder"});
  return http::json_response(nlohmann::ordered_json{
      {"status", "ok"}, {"cases", library->cases.size()}, {"problems", library->problems.size()}}
                                 .dump());
}

}  // namespace

std::vector<http::Route> api_routes(App& app, const words::Catalogues& catalogues, ApiOptions options) {
  using http::Request;
  const auto spoken = [&](http::Response (*handler)(const Site&, const Request&)) {
    return [&app, &catalogues, handler, picture_url = options.picture_url](const Request& request) {
      const auto language =
          words::choose_language(request.header("cookie"), request.header("accept-language"));
      return handler({app, catalogues.in(language), picture_url}, request);
    };
  };
  return {
      {"POST", "/api/v1/resolve", spoken(resolve)},
      {"GET", "/api/v1/contacts/{id}", spoken(revisit)},
      {"POST", "/api/v1/contacts/{id}/answers", spoken(answer)},
      {"POST", "/api/v1/contacts/{id}/symptom", spoken(restate)},
      {"POST", "/api/v1/contacts/{id}/outcome", [&app](const Request& r) { return record_outcome(app, r); }},
      {"POST", "/api/v1/contacts/{id}/signals", [&app](const Request& r) { return record_signal(app, r); }},
      {"GET", "/api/v1/case-use", [&app](const Request& r) { return case_use(app, r); }},
      {"GET", "/api/v1/contacts/{id}/map", [&app](const Request& r) { return map(app, r); }},
      {"POST", "/api/v1/contacts/{id}/track", [&app](const Request& r) { return open_track(app, r); }},
      {"POST", "/api/v1/screen-pop", [&app](const Request& r) { return pop_screen(app, r); }},
      {"GET", "/api/v1/screen-pop", [&app](const Request& r) { return latest_pop(app, r); }},
      {"GET", "/api/v1/search", [&app](const Request& r) { return search(app, r); }},
      {"GET", "/api/v1/cases/{id}", [&app](const Request& r) { return show_case(app, r); }},
      {"GET", "/api/v1/fcr", [&app](const Request& r) { return fcr(app, r); }},
      {"GET", "/api/v1/knowledge-gaps", [&app](const Request& r) { return knowledge_gaps(app, r); }},
      {"GET", "/api/v1/problems", [&app](const Request& r) { return problems(app, r); }},
      {"GET", "/api/v1/openapi.yaml",
       [text = std::move(options.openapi)](const Request&) {
         return http::Response{200, "application/yaml", text, {}};
       }},
      {"GET", "/livez", livez},
      {"GET", "/readyz", [&app](const Request& r) { return readyz(app, r); }},
  };
}

}  // namespace firstfix::api
