// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/network_state.h"
#include "kb/core/phone_number.h"
#include "kb/core/result.h"
#include "kb/operator/camara.h"
#include "kb/operator/circuit_breaker.h"

namespace firstfix::operators {

struct NetworkApisOptions {
  std::string base_url;   // https://api.operator.example; http only to this machine
  std::string token_url;  // of OAuth 2.0 client credentials (RFC 6749 section 4.4)
  std::string client_id;
  std::string client_secret;
  std::string ca_file;  // empty: the system's authorities
  std::vector<Api> apis{kApis.begin(), kApis.end()};
  std::chrono::milliseconds timeout{3'000};  // of one call; whoever asks waits much shorter
  std::chrono::seconds keep{300};            // how long an answer is good enough
  std::size_t keep_numbers = 50'000;
  std::size_t workers = 8;
  CircuitBreaker::Limits breaker;
};

// Asks the operator's network APIs about a number. Calls run in the background: who asks waits until a
// deadline, and what comes later is kept for the next time. Numbers and secrets never leave in a message.
// Thread rule: any thread.
class NetworkApis {
 public:
  // Told of calls that fail: the API's name and why, without the number. May be empty. Any thread.
  using Log = std::function<void(std::string_view api, std::string_view why)>;

  // Errors: invalid (addresses that are none or not safe, no credentials). Calls nothing yet.
  static Result<std::unique_ptr<NetworkApis>> open(NetworkApisOptions options, Clock clock, Log log);
  ~NetworkApis();

  // Begins to ask what is not known, and returns at once.
  void begin(const PhoneNumber& phone);
  // Asks what is not known, waits for it until the deadline and gives what there is. An API the operator
  // answers "not known" of is in neither part.
  NetworkState ask(const PhoneNumber& phone, std::chrono::steady_clock::time_point deadline);

 private:
  class State;
  explicit NetworkApis(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace firstfix::operators
