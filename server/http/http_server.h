// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "kb/core/result.h"
#include "server/http/problem.h"
#include "server/http/router.h"

namespace firstfix::http {

struct ServerOptions {
  std::string host = "127.0.0.1";
  int port = 8080;                         // 0: any free one
  std::size_t workers = 512;               // a worker is held for a whole connection; about 40 KB each
  std::size_t max_body = 256 * 1024;       // bytes
  std::string frame_ancestors = "'self'";  // of the content security policy: who may frame the pages
  std::chrono::seconds idle_timeout{5};    // of a kept-alive connection
  // The language of a request, by its cookies and its Accept-Language; may be empty.
  std::function<Tongue(std::string_view cookies, std::string_view accept_language)> tongue_of = {};
};

// What the log gets of a request: no query, no body, no number.
struct AccessLine {
  std::string method;
  std::string path;
  int status = 0;
  std::chrono::microseconds took{0};
  std::string fault = {};  // what failed inside, when something did
};

// HTTP/1.1 over cpp-httplib, with its measured defects mended here: backlog, port sharing, keep-alive counts,
// chunked and GET bodies, over-long paths, leaking exceptions. Thread rule: handlers run on worker threads at
// the same time; stop() from any thread.
class HttpServer {
 public:
  using Log = std::function<void(const AccessLine&)>;
  using Crash = std::function<void(const std::string& what)>;  // a handler threw: for the log only

  HttpServer(ServerOptions options, Router router, Log log, Crash crash);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // The port it is bound to. Error: unavailable when it is in use or the host is not one of this machine.
  Result<int> bind();
  // Serves until stop(); requests under way are finished.
  void run();
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace firstfix::http
