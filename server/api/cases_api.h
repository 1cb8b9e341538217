// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/service/app.h"
#include "server/http/message.h"

namespace firstfix::api {

// GET /api/v1/search?q=&category=&kind=&audience=&confidence=&updated_since=&sort=&limit=&cursor=
// What finds nothing good is kept for the experts, unless X-Typing says that it is not finished.
http::Response search(App& app, const http::Request& request);
// GET /api/v1/cases/{id}
http::Response show_case(const App& app, const http::Request& request);
// GET /api/v1/knowledge-gaps?days=&limit=: what the library had no sure answer to
http::Response knowledge_gaps(App& app, const http::Request& request);
// GET /api/v1/problems: what authors must mend
http::Response problems(const App& app, const http::Request& request);

}  // namespace firstfix::api
