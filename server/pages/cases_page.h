// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/message.h"
#include "server/pages/site.h"

namespace firstfix::pages {

// GET /cases (q, category, kind, confidence, updated_since, sort, cursor); with the header X-Typing words
// that are not finished, which are not kept when they find nothing
http::Response list_cases(const Site& site, const http::Request& request);
// GET /gaps: what the library had no sure answer to
http::Response list_gaps(const Site& site, const http::Request& request);
// GET /cases/{id}
http::Response show_case(const Site& site, const http::Request& request);

}  // namespace firstfix::pages
