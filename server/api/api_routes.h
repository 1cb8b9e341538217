// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "kb/service/app.h"
#include "server/api/resolve_api.h"
#include "server/http/router.h"
#include "server/words/strings.h"

namespace firstfix::api {

struct ApiOptions {
  std::string openapi;  // the text served as the description
  PictureUrl picture_url;
};

// The JSON API and the health checks. What the server says in its own words it says in the language of the
// request: Accept-Language, or the switch of the pages. `catalogues` must outlive the routes.
std::vector<http::Route> api_routes(App& app, const words::Catalogues& catalogues, ApiOptions options);

}  // namespace firstfix::api
