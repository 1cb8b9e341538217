// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/service/app.h"
#include "server/http/message.h"

namespace firstfix::api {

// GET /api/v1/fcr?from=&to=&by=
http::Response fcr(App& app, const http::Request& request);

}  // namespace firstfix::api
