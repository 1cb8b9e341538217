// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "server/http/message.h"
#include "server/pages/site.h"

namespace firstfix::pages {

// A shared counter is used by one clerk at a time, who unlocks it with a PIN. The browser keeps a token in
// the cookie `clerk`; name and PIN travel in a request body only.

// Who stands at the counter, put into `site`; the lock screen (401) when that is nobody. Without clerks, and
// away from the counter, everybody may pass.
std::optional<http::Response> admit(Site& site, const http::Request& request);

// POST /counter/unlock (clerk, pin, back): 303 back with the cookie, or the lock screen with the reason.
http::Response unlock_counter(const Site& site, const http::Request& request);
// POST /counter/lock: ends the session, 303 to the lock screen.
http::Response lock_counter(const Site& site, const http::Request& request);

}  // namespace firstfix::pages
