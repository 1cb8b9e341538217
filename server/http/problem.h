// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "kb/core/result.h"
#include "server/http/message.h"

namespace firstfix::http {

// The one table from error codes to HTTP status.
int status_of(Code code);
std::string_view title_of(int status);

// RFC 9457 application/problem+json: type, title, status, detail, code, and hint when there is one. What
// fails inside (5xx) is told to the log; the client learns that it is not its fault.
Response problem(const Error& error);
// The same for what goes wrong before a handler runs (404, 405, 411, 413 ...).
Response problem(int status, std::string_view detail);

}  // namespace firstfix::http
