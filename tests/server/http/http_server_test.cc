// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/http_server.h"

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/raw_http.h"

namespace firstfix::http {
namespace {

using test::HttpAnswer;
using testing::HasSubstr;
using testing::Not;

std::vector<Route> sample_routes() {
  return {{"GET", "/hello",
           [](const Request& r) {
             return Response{200, "text/plain", std::string(r.field("name")), {}};
           }},
          {"POST", "/echo",
           [](const Request& r) {
             return Response{200, "text/plain", r.body, {}};
           }},
          {"POST", "/form",
           [](const Request& r) {
             return Response{200, "text/plain", std::string(r.field("symptom")), {}};
           }},
          {"GET", "/throws", [](const Request&) -> Response { throw std::runtime_error("secret detail"); }},
          {"GET", "/away", [](const Request& r) { return see_other(std::string(r.field("to"))); }}};
}

// A real server on a free port.
class HttpServerTest : public testing::Test {
 protected:
  void SetUp() override {
    ServerOptions options;
    options.port = 0;
    options.workers = 16;
    options.max_body = 100'000;
    server_ = std::make_unique<HttpServer>(
        options, Router(sample_routes()),
        [this](const AccessLine& line) {
          const std::lock_guard lock(mutex_);
          log_.push_back(fmt::format("{} {} {}", line.method, line.path, line.status));
        },
        [this](const std::string& what) {
          const std::lock_guard lock(mutex_);
          crashes_.push_back(what);
        });
    const auto port = server_->bind();
    ASSERT_TRUE(port) << port.error().message;
    port_ = *port;
    thread_ = std::thread([this] { server_->run(); });
  }
  void TearDown() override {
    server_->stop();
    if (thread_.joinable()) thread_.join();
  }

  std::unique_ptr<HttpServer> server_;
  std::thread thread_;
  int port_ = 0;
  std::mutex mutex_;
  std::vector<std::string> log_;
  std::vector<std::string> crashes_;
};

TEST_F(HttpServerTest, AnswersARoute) {
  const HttpAnswer answer = test::request(port_, "GET", "/hello?name=%E4%BF%A1%E5%8F%B7");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "信号");
  EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
  EXPECT_THAT(answer.header("content-security-policy"), HasSubstr("script-src 'self'"));
}

TEST_F(HttpServerTest, UnknownPathsAndMethodsAreProblems) {
  const HttpAnswer missing = test::request(port_, "GET", "/nothing");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(missing.header("content-type"), "application/problem+json");
  const HttpAnswer wrong = test::request(port_, "DELETE", "/hello");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.header("allow"), "GET");
}

TEST_F(HttpServerTest, AThrowingHandlerTellsTheLogAndNotTheClient) {
  const HttpAnswer answer = test::request(port_, "GET", "/throws");
  EXPECT_EQ(answer.status, 500);
  EXPECT_THAT(answer.head + answer.body, Not(HasSubstr("secret detail")));
  const std::lock_guard lock(mutex_);
  EXPECT_THAT(crashes_, testing::ElementsAre("secret detail"));
}

TEST_F(HttpServerTest, TheLogHasThePathButNoQuery) {
  test::request(port_, "GET", "/hello?name=13800138000");
  const std::lock_guard lock(mutex_);
  EXPECT_THAT(log_, testing::ElementsAre("GET /hello 200"));
}

TEST_F(HttpServerTest, RefusesBodiesOverTheLimit) {
  const HttpAnswer answer = test::request(port_, "POST", "/echo", std::string(100'001, 'x'));
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(nlohmann::json::parse(answer.body)["status"], 413);
}

TEST_F(HttpServerTest, RefusesChunkedBodiesWhichEscapeTheLimit) {
  const std::string got = test::send_raw(port_,
                                         "POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                         "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
  EXPECT_THAT(got, HasSubstr("HTTP/1.1 411"));
  EXPECT_THAT(got, HasSubstr("Connection: close"));
}

TEST_F(HttpServerTest, RefusesABodyOnGet) {
  const std::string got = test::send_raw(
      port_, "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello");
  EXPECT_THAT(got, HasSubstr("HTTP/1.1 400"));
}

TEST_F(HttpServerTest, RefusesOverlongTargets) {
  EXPECT_EQ(test::request(port_, "GET", "/" + std::string(5'000, 'a')).status, 414);
}

TEST_F(HttpServerTest, ReadsAMultipartFormOfAnyLengthOfComplaint) {
  std::string symptom;
  for (int i = 0; i < 3'000; ++i) symptom += "信";
  const std::string body =
      "--b\r\nContent-Disposition: form-data; name=\"symptom\"\r\n\r\n" + symptom + "\r\n--b--\r\n";
  const HttpAnswer answer = test::request(port_, "POST", "/form", body, "multipart/form-data; boundary=b");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, symptom);
}

TEST_F(HttpServerTest, ALocationCannotSplitTheHead) {
  const HttpAnswer answer = test::request(port_, "GET", "/away?to=/x%0d%0aSet-Cookie:%20a=b");
  EXPECT_EQ(answer.header("set-cookie"), "");
}

TEST_F(HttpServerTest, ServesManyConnectionsAtOnce) {
  std::atomic<int> served{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 64; ++i) {
    clients.emplace_back([&] {
      if (test::request(port_, "GET", "/hello?name=x").status == 200) ++served;
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(served, 64);
}

TEST_F(HttpServerTest, ASecondServerOnThePortIsRefused) {
  ServerOptions options;
  options.port = port_;
  HttpServer second(
      options, Router({}), [](const AccessLine&) {}, [](const std::string&) {});
  const auto bound = second.bind();
  ASSERT_FALSE(bound);
  EXPECT_EQ(bound.error().code, Code::unavailable);
  EXPECT_THAT(bound.error().message, HasSubstr(std::to_string(port_)));
  EXPECT_THAT(bound.error().hint, HasSubstr("--port"));
}

TEST_F(HttpServerTest, StopEndsRun) {
  server_->stop();
  thread_.join();
  EXPECT_ANY_THROW(test::request(port_, "GET", "/hello"));
}

}  // namespace
}  // namespace firstfix::http
