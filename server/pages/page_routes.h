// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kb/service/app.h"
#include "server/http/router.h"
#include "server/pages/views.h"

namespace firstfix::pages {

// Everything a browser opens. `app` and `views` must outlive the routes.
std::vector<http::Route> page_routes(App& app, const Views& views);

}  // namespace firstfix::pages
