// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace firstfix::operators {

// An operator as the CAMARA definitions describe one: checks token, scope, x-correlator and the request's
// schema, answers with the published examples' shape, and misbehaves on demand.
class MockOperator {
 public:
  struct Behaviour {
    int status = 0;    // 0: answers as it should
    std::string code;  // of an error
    std::string body;  // sent instead, with `status` or 200
    int delay_ms = 0;
    int retry_after_s = 0;
  };

  MockOperator();
  ~MockOperator();
  MockOperator(const MockOperator&) = delete;
  MockOperator& operator=(const MockOperator&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::string token_url() const { return url() + "/oauth2/token"; }
  // Of one path such as /location-retrieval/v0.5/retrieve, or /oauth2/token.
  void behave(const std::string& path, Behaviour behaviour);
  void expire_tokens();
  int calls(const std::string& path) const;
  std::vector<std::string> faults() const;  // what in the requests was not as defined

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
  int port_ = 0;
};

}  // namespace firstfix::operators
