// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/service/app.h"
#include "server/http/message.h"

namespace firstfix::api {

// POST /api/v1/contacts/{id}/signals
http::Response record_signal(App& app, const http::Request& request);
// POST /api/v1/screen-pop
http::Response pop_screen(App& app, const http::Request& request);
// GET /api/v1/screen-pop?agent=
http::Response latest_pop(App& app, const http::Request& request);
// GET /api/v1/contacts/{id}/map
http::Response map(App& app, const http::Request& request);
// POST /api/v1/contacts/{id}/track
http::Response open_track(App& app, const http::Request& request);

// GET /api/v1/case-use?days=30: what became of each case that was offered, for the experts who keep it.
http::Response case_use(App& app, const http::Request& request);

}  // namespace firstfix::api
