// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/service/app.h"
#include "server/http/message.h"

namespace firstfix::api {

// GET /api/v1/search?q=&category=&kind=&audience=&limit=&cursor=
http::Response search(const App& app, const http::Request& request);
// GET /api/v1/cases/{id}
http::Response show_case(const App& app, const http::Request& request);
// GET /api/v1/problems: what authors must mend
http::Response problems(const App& app, const http::Request& request);

}  // namespace firstfix::api
