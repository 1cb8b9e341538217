// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "kb/core/result.h"
#include "kb/service/app.h"
#include "server/http/message.h"
#include "server/pages/views.h"

namespace firstfix::pages {

// What every page handler needs.
struct Site {
  App& app;
  const Views& views;
};

// A page that may hold a caller's data: kept by no cache.
http::Response private_page(std::string html, int status = 200);

// A page that only says what went wrong, for when there is no page to say it in.
http::Response error_page(const Views& views, const Error& error);

// {message, hint, has_hint} for {{#error}}.
Data error_data(const Error& error);

}  // namespace firstfix::pages
