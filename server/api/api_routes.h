// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "kb/service/app.h"
#include "server/http/router.h"
#include "server/words/strings.h"

namespace firstfix::api {

// The JSON API and the health checks; `openapi` is the text served as its description. What the server says
// in its own words it says in the language of the request: Accept-Language, or the switch of the pages.
// `catalogues` must outlive the routes.
std::vector<http::Route> api_routes(App& app, const words::Catalogues& catalogues, std::string openapi);

}  // namespace firstfix::api
