// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/service/app.h"
#include "server/http/message.h"

namespace firstfix::api {

// POST /api/v1/resolve
http::Response resolve(App& app, const http::Request& request);
// POST /api/v1/contacts/{id}/answers
http::Response answer(App& app, const http::Request& request);
// GET /api/v1/contacts/{id}
// POST /api/v1/contacts/{id}/symptom
http::Response restate(App& app, const http::Request& request);
http::Response revisit(App& app, const http::Request& request);
// POST /api/v1/contacts/{id}/outcome
http::Response record_outcome(App& app, const http::Request& request);

}  // namespace firstfix::api
