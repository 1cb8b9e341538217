// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/message.h"
#include "server/pages/site.h"

namespace firstfix::pages {

// A script that has the page asks with the header `X-Part: contact` and gets, instead of a page or a 303,
// what stands below the caller's form: one round trip, one ranking.

// GET /panel: the empty form.
http::Response empty_panel(const Site& site, const http::Request& request);
// POST /panel (phone, symptom, channel): opens a contact, 303 to its page.
http::Response open_contact(const Site& site, const http::Request& request);
// GET /panel/{contact}
http::Response show_contact(const Site& site, const http::Request& request);
// POST /panel/{contact}/symptom (symptom, channel): 303.
http::Response restate_symptom(const Site& site, const http::Request& request);
// POST /panel/{contact}/answers: one field, a fact's id with a value or "unknown"; 303.
http::Response answer_question(const Site& site, const http::Request& request);
// POST /panel/{contact}/outcome (case, result, note): 303.
http::Response record_outcome(const Site& site, const http::Request& request);

}  // namespace firstfix::pages
