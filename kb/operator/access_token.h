// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "kb/core/result.h"
#include "kb/operator/transport.h"

namespace firstfix::operators {

struct TokenOptions {
  std::string url;
  std::string client_id;
  std::string client_secret;
};

// Access tokens by scope, got with client credentials and kept until shortly before they expire.
// Thread rule: any thread, each with a transport of its own.
class AccessTokens {
 public:
  explicit AccessTokens(TokenOptions options) : options_(std::move(options)) {}
  // Errors: unavailable; say neither token nor secret.
  Result<std::string> get(const std::string& scope, Transport& transport);
  // The API refused it: the next get() asks for another.
  void forget(const std::string& scope, const std::string& token);

 private:
  struct Token {
    std::string text;
    std::chrono::steady_clock::time_point good_until;
  };
  const TokenOptions options_;
  std::mutex mutex_;
  std::map<std::string, Token> tokens_;
};

}  // namespace firstfix::operators
