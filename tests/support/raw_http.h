// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace firstfix::test {

// Sends bytes as they are to 127.0.0.1:port and reads until the other side closes or `timeout_ms` pass
// without a byte.
std::string send_raw(int port, std::string_view bytes, int timeout_ms = 500);

struct HttpAnswer {
  int status = 0;
  std::string head;  // status line and headers
  std::string body;

  // A header's value, empty when absent; the name in lower case.
  std::string header(std::string_view name) const;
};

// One request on a connection of its own; `headers` are whole lines, each with its "\r\n".
HttpAnswer request(int port, std::string_view method, std::string_view target, std::string_view body = {},
                   std::string_view content_type = "application/json", std::string_view headers = {});

}  // namespace firstfix::test
