// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/http_server.h"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

namespace firstfix::http {
namespace {

constexpr std::size_t kMaxTarget = 4096;  // bytes of path and query
constexpr int kBacklog = 4096;            // the library compiles in 5
constexpr std::size_t kMaxKeptAlive = 100'000;

std::string lower(std::string_view text) {
  std::string lowered(text);
  std::ranges::transform(lowered, lowered.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lowered;
}

Request to_request(const httplib::Request& from) {
  Request request;
  request.method = from.method;
  request.path = from.path;
  request.body = from.body;
  for (const auto& [name, value] : from.params) request.fields.emplace(name, value);
  for (const auto& [name, part] : from.files) request.fields.emplace(name, part.content);
  for (const auto& [name, value] : from.headers) request.headers.emplace(lower(name), value);
  return request;
}

// CR and LF would end the header line (they reach us percent-decoded).
bool header_safe(std::string_view value) {
  return value.find_first_of("\r\n") == std::string_view::npos;
}

void write(const Response& from, httplib::Response& to) {
  to.status = from.status;
  for (const auto& [name, value] : from.headers) {
    if (header_safe(value)) to.set_header(name, value);
  }
  to.set_content(from.body, from.content_type);
}

bool has_body_announced(const httplib::Request& request) {
  return request.has_header("Transfer-Encoding") ||
         (request.has_header("Content-Length") && request.get_header_value("Content-Length") != "0");
}

}  // namespace

class HttpServer::Impl {
 public:
  Impl(ServerOptions options, Router router, Log log, Crash crash)
      : options_(std::move(options)),
        router_(std::move(router)),
        log_(std::move(log)),
        crash_(std::move(crash)) {
    configure();
    mount();
  }

  Result<int> bind();
  void run();
  void stop();

 private:
  void configure();
  void mount();
  bool refuse_framing(const httplib::Request& request, httplib::Response& response) const;
  void refuse(const httplib::Request& request, int status, Message detail, httplib::Response& response) const;
  void answer(const httplib::Request& request, Response from, httplib::Response& to) const;
  void serve(const httplib::Request& from, httplib::Response& to) const;
  void log(const httplib::Request& request, int status, std::chrono::steady_clock::time_point since,
           std::string fault = {}) const;

  ServerOptions options_;
  Router router_;
  Log log_;
  Crash crash_;
  httplib::Server server_;
  int socket_ = -1;
  std::atomic<bool> entered_ = false;
  std::atomic<bool> stopping_ = false;
  std::atomic<bool> left_ = false;
};

void HttpServer::Impl::configure() {
  server_.new_task_queue = [workers = options_.workers] { return new httplib::ThreadPool(workers); };
  server_.set_keep_alive_max_count(kMaxKeptAlive);
  server_.set_keep_alive_timeout(options_.idle_timeout.count());
  server_.set_payload_max_length(options_.max_body);
  server_.set_tcp_nodelay(true);
  // SO_REUSEPORT, the library's default, would let a second server take half of the requests unseen.
  server_.set_socket_options([this](socket_t socket) {
    socket_ = socket;
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  server_.set_default_headers({
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
       "form-action 'self'; base-uri 'none'; frame-ancestors " +
           options_.frame_ancestors},
  });
}

void HttpServer::Impl::mount() {
  server_.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
    return refuse_framing(request, response) ? httplib::Server::HandlerResponse::Handled
                                             : httplib::Server::HandlerResponse::Unhandled;
  });
  const auto serve = [this](const httplib::Request& from, httplib::Response& to) { this->serve(from, to); };
  // The library matches by std::regex, recursively: the target is capped and the pattern does not branch.
  constexpr auto kAnyPath = "[^?]*";
  server_.Get(kAnyPath, serve).Post(kAnyPath, serve).Put(kAnyPath, serve);
  server_.Patch(kAnyPath, serve).Delete(kAnyPath, serve).Options(kAnyPath, serve);
  server_.set_error_handler([this](const httplib::Request& request, httplib::Response& response) {
    if (!response.body.empty()) return;
    const int status = response.status < 400 ? 500 : response.status;
    refuse(request, status, {status == 413 ? "problem.body_size" : "problem.request"}, response);
  });
  server_.set_exception_handler(
      [this](const httplib::Request& request, httplib::Response& response, std::exception_ptr thrown) {
        try {
          std::rethrow_exception(thrown);
        } catch (const std::exception& error) {
          crash_(error.what());
        } catch (...) {
          crash_("unknown exception");
        }
        refuse(request, 500, {"problem.crash"}, response);
      });
}

// Refuses what the library would misread: a chunked body escapes the size limit, the body of a GET would be
// taken for the next request. The connection is then of no use: the answer says close.
bool HttpServer::Impl::refuse_framing(const httplib::Request& request, httplib::Response& response) const {
  int status = 0;
  const char* detail = nullptr;
  const bool takes_body = request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
  if (request.target.size() > kMaxTarget) {
    status = 414, detail = "problem.target";
  } else if (request.has_header("Transfer-Encoding")) {
    status = 411, detail = "problem.chunked";
  } else if (!takes_body && has_body_announced(request)) {
    status = 400, detail = "problem.no_body";
  } else if (request.get_header_value_count("Content-Length") > 1) {
    status = 400, detail = "problem.two_lengths";
  }
  if (status == 0) return false;
  refuse(request, status, {detail}, response);
  response.set_header("Connection", "close");
  log(request, status, std::chrono::steady_clock::now());
  return true;
}

void HttpServer::Impl::refuse(const httplib::Request& request, int status, Message detail,
                              httplib::Response& response) const {
  answer(request, problem(status, std::move(detail)), response);
}

// A problem gets its words here, in the language of the request.
void HttpServer::Impl::answer(const httplib::Request& request, Response from, httplib::Response& to) const {
  if (from.problem) {
    const std::string cookies = request.get_header_value("Cookie");
    const std::string accept = request.get_header_value("Accept-Language");
    put_into_words(from, options_.tongue_of ? options_.tongue_of(cookies, accept) : Tongue{});
  }
  write(from, to);
}

void HttpServer::Impl::serve(const httplib::Request& from, httplib::Response& to) const {
  const auto since = std::chrono::steady_clock::now();
  Router::Match match = router_.find(from.method, from.path);
  std::string fault;
  if (match.handler != nullptr) {
    Request request = to_request(from);
    request.captures = std::move(match.captures);
    Response response = (*match.handler)(request);
    fault = std::move(response.fault);
    answer(from, std::move(response), to);
  } else if (match.allowed.empty()) {
    refuse(from, 404, {"problem.no_such_address"}, to);
  } else {
    refuse(from, 405, {"problem.method", {{"method", from.method}}}, to);
    to.set_header("Allow", match.allowed);
  }
  log(from, to.status, since, std::move(fault));
}

void HttpServer::Impl::log(const httplib::Request& request, int status,
                           std::chrono::steady_clock::time_point since, std::string fault) const {
  const auto took = std::chrono::steady_clock::now() - since;
  log_({request.method, request.path, status, std::chrono::duration_cast<std::chrono::microseconds>(took),
        std::move(fault)});
}

Result<int> HttpServer::Impl::bind() {
  const int port = options_.port == 0 ? server_.bind_to_any_port(options_.host)
                   : server_.bind_to_port(options_.host, options_.port) ? options_.port
                                                                        : -1;
  if (port < 0 || socket_ < 0) {
    return fail(Code::unavailable, fmt::format("cannot listen on {}:{}", options_.host, options_.port),
                "the port is in use or the host is not this machine's: choose another with --port or --host");
  }
  ::listen(socket_, kBacklog);
  return port;
}

void HttpServer::Impl::run() {
  entered_ = true;
  if (stopping_) {
    ::close(socket_);  // nobody else would: the port must be free once run() has returned
  } else {
    server_.listen_after_bind();
  }
  left_ = true;
}

// The library forgets a stop() that comes before its loop has begun: wait for it.
void HttpServer::Impl::stop() {
  stopping_ = true;
  if (!entered_) return;
  while (!server_.is_running() && !left_) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  server_.stop();
}

HttpServer::HttpServer(ServerOptions options, Router router, Log log, Crash crash)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(router), std::move(log), std::move(crash))) {
}
HttpServer::~HttpServer() = default;
Result<int> HttpServer::bind() {
  return impl_->bind();
}
void HttpServer::run() {
  impl_->run();
}
void HttpServer::stop() {
  impl_->stop();
}

}  // namespace firstfix::http
