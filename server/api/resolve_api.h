// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "kb/service/app.h"
#include "server/http/message.h"
#include "server/words/strings.h"

namespace firstfix::api {

// The address of a picture's drawing on this server, "/static/…"; none when there is none.
using PictureUrl = std::function<std::optional<std::string>(std::string_view id)>;

// What a handler needs whose answer holds sentences: the system, and the words of the asker's language.
struct Site {
  App& app;
  const words::Strings& strings;
  const PictureUrl& picture_url;
};

// POST /api/v1/resolve
http::Response resolve(const Site& site, const http::Request& request);
// POST /api/v1/contacts/{id}/answers
http::Response answer(const Site& site, const http::Request& request);
// GET /api/v1/contacts/{id}
// POST /api/v1/contacts/{id}/symptom
http::Response restate(const Site& site, const http::Request& request);
http::Response revisit(const Site& site, const http::Request& request);
// POST /api/v1/contacts/{id}/outcome
http::Response record_outcome(App& app, const http::Request& request);

}  // namespace firstfix::api
