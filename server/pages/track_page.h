// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/service/front_line.h"
#include "server/http/message.h"
#include "server/pages/site.h"

namespace firstfix::pages {

// GET /track/{token}: what a customer may see; no number, nothing internal.
http::Response show_progress(const Site& site, const http::Request& request);
// POST /track/{token} (solved=yes|no): counts as the contact's outcome; 303 back.
http::Response answer_progress(const Site& site, const http::Request& request);

// POST {base}/{contact}/show (case): opens a link and leads to its page, in the customer's window.
http::Response show_customer(const Site& site, const http::Request& request);
// POST {base}/{contact}/slip (case, paper): opens a link and leads to the slip.
http::Response open_slip(const Site& site, const http::Request& request);
// GET {base}/{contact}/slip/{token}?paper=a6|80mm
http::Response show_slip(const Site& site, const http::Request& request);

// Pure: what templates/track.mustache and slip.mustache show. `address` is the page's own, for the QR code.
Data progress_data(const service::Progress& progress, const std::string& address, const Site& site);

}  // namespace firstfix::pages
