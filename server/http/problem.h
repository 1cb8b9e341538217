// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "kb/core/result.h"
#include "server/http/message.h"

namespace firstfix::http {

// The one table from error codes to HTTP status.
int status_of(Code code);
std::string_view title_of(int status);

// RFC 9457 application/problem+json: type, title, status, detail, code, and hint when there is one. What
// fails inside (5xx) is told to the log; the client learns that it is not its fault. The body has no words
// yet.
Response problem(const Error& error);
// The same for what goes wrong before a handler runs (404, 405, 411, 413 ...).
Response problem(int status, Message detail);

// The language of one request: its BCP 47 tag, and how a message is said in it.
struct Tongue {
  std::string tag;
  std::function<std::string(const Message&)> say = plain;
};
// Fills the body of a response that problem() made; leaves any other as it is.
void put_into_words(Response& response, const Tongue& tongue);

}  // namespace firstfix::http
