// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/operator/network_apis.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <random>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "kb/operator/access_token.h"
#include "kb/operator/transport.h"

namespace firstfix::operators {
namespace {

using Steady = std::chrono::steady_clock;
constexpr std::size_t kMostWaiting = 1'000;  // calls; more of them would answer nobody in time
constexpr std::chrono::seconds kRestWhenBusy{30};
constexpr long kLongestRestS = 600;

// x-correlator: the operator finds the call in its logs by it.
std::string new_correlator() {
  thread_local std::mt19937_64 random{std::random_device{}()};
  return fmt::format("{:016x}{:016x}", random(), random());
}

void merge(NetworkState part, NetworkState& into) {
  if (part.location) into.location = part.location;
  if (part.device) into.device = std::move(part.device);
  if (part.reachability) into.reachability = part.reachability;
  if (part.roaming) into.roaming = part.roaming;
  if (part.access) into.access = part.access;
}

}  // namespace

class NetworkApis::State {
 public:
  State(NetworkApisOptions options, Clock clock, Log log);
  ~State();

  void begin(const PhoneNumber& phone);
  NetworkState ask(const PhoneNumber& phone, Steady::time_point deadline);

 private:
  struct Call {
    Api api = Api::location;
    PhoneNumber phone;
  };
  struct Kept {
    NetworkState part;
    Steady::time_point good_until;
  };
  enum class Standing { known, under_way, unavailable };

  static std::string key_of(Api api, const PhoneNumber& phone);
  Standing standing(Api api, const PhoneNumber& phone, NetworkState& into);  // under mutex_
  Standing start(Api api, const PhoneNumber& phone);                         // under mutex_
  void keep(const Call& call, NetworkState part);
  void give_up(const Call& call, const ApiError& error, long retry_after_s);
  void work();
  void make(const Call& call, Transport& transport);
  Result<HttpReply> post(const Call& call, Transport& transport);
  void report(const Call& call, const std::string& why) const;

  const NetworkApisOptions options_;
  const Clock clock_;
  const Log log_;
  AccessTokens tokens_;
  std::atomic<bool> stopping_ = false;

  std::mutex mutex_;
  std::condition_variable queued_;
  std::condition_variable done_;
  std::deque<Call> queue_;
  std::unordered_set<std::string> under_way_;
  std::unordered_map<std::string, Kept> kept_;
  std::vector<CircuitBreaker> breakers_;
  std::vector<std::jthread> workers_;  // last: start when all above stands
};

NetworkApis::State::State(NetworkApisOptions options, Clock clock, Log log)
    : options_(std::move(options)),
      clock_(std::move(clock)),
      log_(std::move(log)),
      tokens_({options_.token_url, options_.client_id, options_.client_secret}),
      breakers_(kApis.size(), CircuitBreaker(options_.breaker)) {
  for (std::size_t i = 0; i < std::max<std::size_t>(options_.workers, 1); ++i)
    workers_.emplace_back([this] { work(); });
}

NetworkApis::State::~State() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  queued_.notify_all();
}

std::string NetworkApis::State::key_of(Api api, const PhoneNumber& phone) {
  return std::to_string(static_cast<int>(api)) + phone.e164();
}

void NetworkApis::State::begin(const PhoneNumber& phone) {
  NetworkState ignored;
  const std::scoped_lock lock(mutex_);
  for (const Api api : options_.apis) (void)standing(api, phone, ignored);
}

NetworkState NetworkApis::State::ask(const PhoneNumber& phone, Steady::time_point deadline) {
  NetworkState state;
  std::unique_lock lock(mutex_);
  std::vector<Api> open;
  for (const Api api : options_.apis) {
    const Standing now = standing(api, phone, state);
    if (now == Standing::under_way) open.push_back(api);
    if (now == Standing::unavailable) state.unavailable.emplace_back(spec_of(api).name);
  }
  const auto finished = [&] {
    return std::ranges::none_of(open, [&](Api api) { return under_way_.contains(key_of(api, phone)); });
  };
  done_.wait_until(lock, deadline, finished);
  for (const Api api : open) {
    const auto found = kept_.find(key_of(api, phone));
    if (found == kept_.end()) {
      state.unavailable.emplace_back(spec_of(api).name);
    } else {
      merge(found->second.part, state);
    }
  }
  return state;
}

NetworkApis::State::Standing NetworkApis::State::standing(Api api, const PhoneNumber& phone,
                                                          NetworkState& into) {
  const std::string key = key_of(api, phone);
  if (const auto found = kept_.find(key); found != kept_.end()) {
    if (Steady::now() < found->second.good_until) {
      merge(found->second.part, into);
      return Standing::known;
    }
    kept_.erase(found);
  }
  return under_way_.contains(key) ? Standing::under_way : start(api, phone);
}

NetworkApis::State::Standing NetworkApis::State::start(Api api, const PhoneNumber& phone) {
  if (!request_body(api, phone)) return Standing::known;  // a short code: nothing to know
  if (queue_.size() >= kMostWaiting) return Standing::unavailable;
  if (!breakers_[static_cast<std::size_t>(api)].admits(Steady::now())) return Standing::unavailable;
  under_way_.insert(key_of(api, phone));
  queue_.push_back({api, phone});
  queued_.notify_one();
  return Standing::under_way;
}

void NetworkApis::State::work() {
  Transport transport({options_.timeout, options_.ca_file}, stopping_);
  while (true) {
    std::unique_lock lock(mutex_);
    queued_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
    if (stopping_) return;
    const Call call = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    make(call, transport);
    lock.lock();
    under_way_.erase(key_of(call.api, call.phone));
    done_.notify_all();
  }
}

void NetworkApis::State::make(const Call& call, Transport& transport) {
  const auto reply = post(call, transport);
  if (!reply) {
    give_up(call, {}, 0);
    return report(call, reply.error().message);
  }
  if (reply->status == 200) {
    NetworkState part;
    if (const auto read = read_answer(call.api, reply->body, clock_(), part))
      return keep(call, part);
    else
      report(call, read.error().message);
    return give_up(call, {}, 0);
  }
  const ApiError error = read_error(reply->status, reply->body);
  give_up(call, error, reply->retry_after_s);
  if (error.failing != Failing::unknown_number)
    report(call, fmt::format("HTTP {} {}", reply->status, error.code));
}

// A token that was refused is changed once.
Result<HttpReply> NetworkApis::State::post(const Call& call, Transport& transport) {
  const ApiSpec& spec = spec_of(call.api);
  const std::string scope(spec.scope);
  for (int attempt = 0;; ++attempt) {
    const auto token = tokens_.get(scope, transport);
    if (!token) return fail(token.error());
    auto reply = transport.post({options_.base_url + std::string(spec.path),
                                 {"Content-Type: application/json", "Accept: application/json",
                                  "Authorization: Bearer " + *token, "x-correlator: " + new_correlator()},
                                 request_body(call.api, call.phone).value_or("{}"),
                                 {}});
    if (!reply || reply->status != 401 || attempt > 0) return reply;
    tokens_.forget(scope, *token);
  }
}

void NetworkApis::State::keep(const Call& call, NetworkState part) {
  const std::scoped_lock lock(mutex_);
  breakers_[static_cast<std::size_t>(call.api)].succeeded();
  const auto now = Steady::now();
  const std::size_t limit = options_.keep_numbers * options_.apis.size();
  if (kept_.size() >= limit)
    std::erase_if(kept_, [&](const auto& it) { return it.second.good_until <= now; });
  if (kept_.size() >= limit) kept_.clear();
  kept_[key_of(call.api, call.phone)] = {std::move(part), now + options_.keep};
}

void NetworkApis::State::give_up(const Call& call, const ApiError& error, long retry_after_s) {
  if (error.failing == Failing::unknown_number) return keep(call, {});
  const std::scoped_lock lock(mutex_);
  CircuitBreaker& breaker = breakers_[static_cast<std::size_t>(call.api)];
  if (error.failing != Failing::busy) return breaker.failed(Steady::now());
  const auto rest =
      retry_after_s > 0 ? std::chrono::seconds{std::min(retry_after_s, kLongestRestS)} : kRestWhenBusy;
  breaker.rest(Steady::now() + rest);
}

void NetworkApis::State::report(const Call& call, const std::string& why) const {
  if (log_ && !stopping_) log_(spec_of(call.api).name, why);
}

NetworkApis::NetworkApis(std::unique_ptr<State> state) : state_(std::move(state)) {}
NetworkApis::~NetworkApis() = default;

Result<std::unique_ptr<NetworkApis>> NetworkApis::open(NetworkApisOptions options, Clock clock, Log log) {
  while (options.base_url.ends_with('/')) options.base_url.pop_back();
  for (const std::string& address : {options.base_url, options.token_url}) {
    if (!is_safe_address(address)) {
      return fail(Code::invalid, "the operator's address must begin with https://",
                  "plain http is for this machine only: http://127.0.0.1:…");
    }
  }
  if (options.client_id.empty() || options.client_secret.empty())
    return fail(Code::invalid, "the operator's client id or secret is missing", "give both");
  auto state = std::make_unique<State>(std::move(options), std::move(clock), std::move(log));
  return std::unique_ptr<NetworkApis>(new NetworkApis(std::move(state)));
}

void NetworkApis::begin(const PhoneNumber& phone) {
  state_->begin(phone);
}

NetworkState NetworkApis::ask(const PhoneNumber& phone, std::chrono::steady_clock::time_point deadline) {
  return state_->ask(phone, deadline);
}

}  // namespace firstfix::operators
