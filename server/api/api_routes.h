// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "kb/service/app.h"
#include "server/http/router.h"

namespace firstfix::api {

// The JSON API and the health checks; `openapi` is the text served as its description.
std::vector<http::Route> api_routes(App& app, std::string openapi);

}  // namespace firstfix::api
