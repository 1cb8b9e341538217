// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kb/operator/mock_operator.h"

#include <atomic>
#include <chrono>
#include <regex>

#include <httplib.h>
#include <nlohmann/json.hpp>

namespace firstfix::operators {
namespace {

using nlohmann::json;

constexpr const char* kTime = "2026-11-22T07:45:30.000Z";

json answer_of(const std::string& path) {
  if (path.starts_with("/location-retrieval/")) {
    return {{"lastLocationTime", kTime},
            {"area",
             {{"areaType", "CIRCLE"},
              {"center", {{"latitude", 30.5102}, {"longitude", 104.0668}}},
              {"radius", 400}}}};
  }
  if (path.starts_with("/device-identifier/"))
    return {{"lastChecked", kTime}, {"tac", "86012301"}, {"model", "X1"}, {"manufacturer", "星河"}};
  if (path.starts_with("/device-reachability-status/"))
    return {{"lastStatusTime", kTime}, {"reachable", true}, {"connectivity", {"DATA", "SMS"}}};
  if (path.starts_with("/device-roaming-status/"))
    return {{"lastStatusTime", kTime}, {"roaming", true}, {"countryCode", 262}, {"countryName", {"DE"}}};
  return {{"lastStatusTime", kTime}, {"connectedNetworkType", "5G"}};
}

const std::map<std::string, std::string>& scopes() {
  static const std::map<std::string, std::string> kScopes{
      {"/location-retrieval/v0.5/retrieve", "location-retrieval:read"},
      {"/device-identifier/v0.3/retrieve-type", "device-identifier:retrieve-type"},
      {"/device-reachability-status/v1/retrieve", "device-reachability-status:read"},
      {"/device-roaming-status/v1/retrieve", "device-roaming-status:read"},
      {"/connected-network-type/v0.2/retrieve", "connected-network-type:read"}};
  return kScopes;
}

}  // namespace

class MockOperator::Impl {
 public:
  Impl() {
    server_.new_task_queue = [] { return new httplib::ThreadPool(16); };
    server_.Post("/oauth2/token", [this](const auto& request, auto& response) { token(request, response); });
    for (const auto& [path, scope] : scopes())
      server_.Post(path, [this](const auto& request, auto& response) { api(request, response); });
    port = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  ~Impl() {
    server_.stop();
    thread_.join();
  }

  int port = 0;
  mutable std::mutex mutex;
  std::map<std::string, Behaviour> behaviours;
  std::map<std::string, int> calls;
  std::vector<std::string> faults;
  std::atomic<int> generation = 0;  // of the tokens

 private:
  bool misbehaves(const httplib::Request& request, httplib::Response& response) {
    Behaviour behaviour;
    {
      const std::scoped_lock lock(mutex);
      ++calls[request.path];
      behaviour = behaviours[request.path];
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(behaviour.delay_ms));
    if (behaviour.retry_after_s > 0)
      response.set_header("Retry-After", std::to_string(behaviour.retry_after_s));
    if (!behaviour.body.empty()) {
      response.status = behaviour.status == 0 ? 200 : behaviour.status;
      response.set_content(behaviour.body, "application/json");
    } else if (behaviour.status != 0) {
      refuse(response, behaviour.status, behaviour.code);
    }
    return behaviour.status != 0 || !behaviour.body.empty();
  }

  static void refuse(httplib::Response& response, int status, const std::string& code) {
    response.status = status;
    const json body{{"status", status}, {"code", code}, {"message", "about +8613880000001"}};
    response.set_content(body.dump(), "application/json");
  }

  void fault(const std::string& what) {
    const std::scoped_lock lock(mutex);
    faults.push_back(what);
  }

  void token(const httplib::Request& request, httplib::Response& response) {
    if (misbehaves(request, response)) return;
    if (request.get_header_value("Authorization") != "Basic Zmlyc3RmaXg6czNjcmV0")  // firstfix:s3cret
      return refuse(response, 401, "UNAUTHENTICATED");
    if (request.get_param_value("grant_type") != "client_credentials") fault("grant_type");
    const json body{
        {"access_token", "token-" + std::to_string(generation) + "-" + request.get_param_value("scope")},
        {"token_type", "Bearer"},
        {"expires_in", 3600}};
    response.set_content(body.dump(), "application/json");
  }

  void api(const httplib::Request& request, httplib::Response& response) {
    static const std::regex kCorrelator(R"(^[a-zA-Z0-9\-_:;./<>{}]{1,256}$)");
    static const std::regex kNumber(R"(^\+[1-9][0-9]{4,14}$)");
    if (misbehaves(request, response)) return;
    if (!std::regex_match(request.get_header_value("x-correlator"), kCorrelator)) fault("x-correlator");
    const std::string expected =
        "Bearer token-" + std::to_string(generation) + "-" + scopes().at(request.path);
    if (request.get_header_value("Authorization") != expected)
      return refuse(response, 401, "UNAUTHENTICATED");
    const json body = json::parse(request.body, nullptr, false);
    if (!body.is_object() || !body.contains("device")) return refuse(response, 400, "INVALID_ARGUMENT");
    const std::string number = body["device"].value("phoneNumber", "");
    if (!std::regex_match(number, kNumber)) return refuse(response, 400, "INVALID_ARGUMENT");
    response.set_header("x-correlator", request.get_header_value("x-correlator"));
    response.set_content(answer_of(request.path).dump(), "application/json");
  }

  httplib::Server server_;
  std::thread thread_;
};

MockOperator::MockOperator() : impl_(std::make_unique<Impl>()), port_(impl_->port) {}
MockOperator::~MockOperator() = default;

void MockOperator::behave(const std::string& path, Behaviour behaviour) {
  const std::scoped_lock lock(impl_->mutex);
  impl_->behaviours[path] = std::move(behaviour);
}

void MockOperator::expire_tokens() {
  ++impl_->generation;
}

int MockOperator::calls(const std::string& path) const {
  const std::scoped_lock lock(impl_->mutex);
  const auto found = impl_->calls.find(path);
  return found == impl_->calls.end() ? 0 : found->second;
}

std::vector<std::string> MockOperator::faults() const {
  const std::scoped_lock lock(impl_->mutex);
  return impl_->faults;
}

}  // namespace firstfix::operators
