// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON API over a real server on a free port, every answer held against openapi.yaml.
#pragma once

#include <atomic>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "kb/service/app.h"
#include "server/api/api_routes.h"
#include "server/http/http_server.h"
#include "tests/server/api/openapi.h"
#include "tests/support/in_words.h"
#include "tests/support/raw_http.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/small_content.h"

namespace firstfix {

using nlohmann::json;
using test::HttpAnswer;

inline std::string openapi_text() {
  std::ifstream file(FIRSTFIX_SOURCE_DIR "/static/openapi.yaml");
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::optional<std::string> picture_url(std::string_view id) {
  if (id == "no-drawing") return std::nullopt;
  return fmt::format("/static/picture-{}.svg?v=1", id);
}

class Api : public testing::Test {
 protected:
  Api() : openapi_(openapi_text()) {
    test::write_small_content(content_);
    service::Settings settings;
    settings.content = content_.path();
    settings.data = data_.path();
    app_ = std::move(
        *App::open(settings, {system_clock(), [this] { return fmt::format("{:032x}", ++contacts_); }}));
    http::ServerOptions options;
    options.port = 0;
    options.workers = 32;
    options.tongue_of = [](std::string_view cookies, std::string_view accept_language) {
      const words::Language language = words::choose_language(cookies, accept_language);
      return http::Tongue{std::string(words::tag_of(language)), [language](const Message& message) {
                            return words::say(message, test::catalogues().in(language), {});
                          }};
    };
    server_ = std::make_unique<http::HttpServer>(
        options, http::Router(api::api_routes(*app_, test::catalogues(), {openapi_text(), picture_url})),
        [this](const http::AccessLine& line) {
          const std::scoped_lock lock(log_mutex_);
          log_ += line.path + "\n";
        },
        [](const std::string& what) { ADD_FAILURE() << "a handler threw: " << what; });
    port_ = *server_->bind();
    thread_ = std::thread([this] { server_->run(); });
  }
  ~Api() override {
    server_->stop();
    thread_.join();
  }

  // The answer's JSON, after it has been found to be as described for `path`.
  json call(const std::string& method, const std::string& path, const std::string& target, int status,
            const std::string& body = {}) {
    const HttpAnswer answer = test::request(port_, method, target, body);
    EXPECT_EQ(answer.status, status) << method << " " << target << ": " << answer.body;
    const json parsed = json::parse(answer.body, nullptr, false);
    EXPECT_FALSE(parsed.is_discarded()) << answer.body;
    if (parsed.is_discarded()) return {};
    std::string lower = method == "GET" ? "get" : "post";
    EXPECT_THAT(openapi_.faults(path, lower, status, parsed), testing::IsEmpty()) << answer.body;
    EXPECT_EQ(answer.header("content-type"), status < 400 ? "application/json" : "application/problem+json");
    return parsed;
  }
  json resolve(const json& body, int status = 200) {
    return call("POST", "/api/v1/resolve", "/api/v1/resolve", status, body.dump());
  }
  json record(const std::string& contact, const json& body, int status = 200) {
    return call("POST", "/api/v1/contacts/{id}/outcome", fmt::format("/api/v1/contacts/{}/outcome", contact),
                status, body.dump());
  }

  // A refusal, asked for in English: every word of it is.
  void expect_english(const std::string& method, const std::string& target, const std::string& body = {}) {
    const HttpAnswer answer =
        test::request(port_, method, target, body, "application/json", "Accept-Language: en\r\n");
    const json problem = json::parse(answer.body, nullptr, false);
    ASSERT_TRUE(answer.status >= 400 && problem.is_object()) << method << " " << target << answer.body;
    EXPECT_EQ(answer.header("content-language"), "en") << target;
    for (const char* part : {"detail", "hint"}) {
      const std::string said = problem.value(part, "");
      EXPECT_FALSE(test::has_han(said)) << target << " " << body.substr(0, 80) << ": " << said;
      EXPECT_THAT(said, testing::Not(testing::HasSubstr("⟦"))) << target << " " << body.substr(0, 80);
    }
  }

  // The paths that were asked for, a line each.
  std::string log() const {
    const std::scoped_lock lock(log_mutex_);
    return log_;
  }

  test::OpenApi openapi_;
  test::ScratchFolder content_;
  test::ScratchFolder data_;
  std::unique_ptr<App> app_;
  std::unique_ptr<http::HttpServer> server_;
  std::thread thread_;
  int port_ = 0;
  std::atomic<int> contacts_ = 0;  // asked for by the server's threads

 private:
  mutable std::mutex log_mutex_;  // the server's threads write
  std::string log_;
};

inline const std::string kNobody(32, '0');

}  // namespace firstfix
