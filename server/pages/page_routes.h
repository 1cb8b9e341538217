// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "kb/service/app.h"
#include "server/http/router.h"
#include "server/pages/views.h"

namespace firstfix::pages {

struct PageOptions {
  std::string public_url = {};             // as customers reach this server, for links on paper
  std::string frame_ancestors = "'self'";  // who may frame the panel, hence speak to it
};

// Everything a browser opens. `app` and `views` must outlive the routes.
std::vector<http::Route> page_routes(App& app, const Views& views, const PageOptions& options = {});

}  // namespace firstfix::pages
