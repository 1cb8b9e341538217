// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kb/core/result.h"

namespace firstfix::operators {

struct HttpRequest {
  std::string url;
  std::vector<std::string> headers;  // "Name: value"
  std::string body;
  std::pair<std::string, std::string> basic_auth;  // user, password; both empty: none
};

struct HttpReply {
  long status = 0;
  std::string body;
  long retry_after_s = 0;  // 0: not said
};

struct TransportOptions {
  std::chrono::milliseconds timeout{3'000};  // of the whole call
  std::string ca_file;                       // empty: the system's authorities
};

// POST over libcurl: certificates are checked, redirects not followed, connections kept. http without TLS is
// refused but to the machine itself. One thread at a time; `stopping` ends a call under way.
class Transport {
 public:
  Transport(TransportOptions options, const std::atomic<bool>& stopping);
  ~Transport();
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  // Errors: unavailable (no connection, too late, more than 64 KiB). They name no URL, number or secret.
  Result<HttpReply> post(const HttpRequest& request);

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
};

// Whether the address may be used: https, or http to 127.0.0.1, [::1] or localhost.
bool is_safe_address(const std::string& url);

}  // namespace firstfix::operators
