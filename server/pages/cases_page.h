// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/message.h"
#include "server/pages/site.h"

namespace firstfix::pages {

// GET /cases (q, category, kind, cursor)
http::Response list_cases(const Site& site, const http::Request& request);
// GET /cases/{id}
http::Response show_case(const Site& site, const http::Request& request);

}  // namespace firstfix::pages
