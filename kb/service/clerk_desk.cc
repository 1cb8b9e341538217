// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/clerk_desk.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "kb/service/pin.h"
#include "kb/service/text_limits.h"

namespace firstfix::service {
namespace {

constexpr std::size_t kMaxNameCharacters = 32;
constexpr int kMostWaiting = 4;  // of 115 ms each
constexpr int kTries = 5;
constexpr std::chrono::minutes kLockedFor{5};
constexpr std::chrono::seconds kTouchEvery{30};  // a session is written that often at most

Result<void> check_name(const std::string& name) {
  if (auto good = check_text("name", name, kMaxNameCharacters); !good) return good;
  const bool bare = !name.empty() && name.front() != ' ' && name.back() != ' ' &&
                    std::ranges::none_of(name, [](unsigned char c) { return c < 0x20U || c == 0x7FU; });
  if (bare) return {};
  return fail(Code::invalid, "名字不能是空的，前后不能有空格", "写姓名或工号，例如 李敏 或 1001");
}

Error locked(Timestamp until, Timestamp now) {
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(until - now).count();
  return told(Code::too_many, {"problem.pin.locked", {{"count", fmt::to_string(minutes)}}},
              {"problem.pin.forgotten.hint"});
}

}  // namespace

Result<std::unique_ptr<ClerkDesk>> ClerkDesk::open(Parts parts) {
  auto records = store::ClerkRecords::open(parts.settings.database().string());
  if (!records) return fail(records.error());
  return std::unique_ptr<ClerkDesk>(new ClerkDesk(std::move(parts), *std::move(records)));
}

Result<void> ClerkDesk::set_pin(const std::string& name, const std::string& pin) {
  if (auto good = check_name(name); !good) return good;
  if (auto good = check_pin(pin); !good) return good;
  auto hash = hash_pin(pin);
  if (!hash) return fail(hash.error());
  if (auto put = records_->put({name, *std::move(hash)}); !put) return put;
  return records_->end_sessions(name, parts_.clock() - parts_.settings.clerk_idle);
}

Result<void> ClerkDesk::remove(const std::string& name) {
  const auto removed = records_->remove(name);
  if (!removed) return fail(removed.error());
  if (*removed) return {};
  return fail(Code::not_found, fmt::format("没有“{}”这位营业员", name), "firstfix user list 列出所有人");
}

Result<std::vector<std::string>> ClerkDesk::names() const {
  return records_->names();
}

Result<std::string> ClerkDesk::unlock(const std::string& name, const std::string& pin) {
  const int before = waiting_.fetch_add(1);
  Result<void> good = fail(Code::too_many, Message{"problem.pin.busy"}, Message{"problem.pin.busy.hint"});
  if (before < kMostWaiting) {
    const std::scoped_lock turn(checking_);
    good = check(name, pin);
  }
  waiting_.fetch_sub(1);
  if (!good) return fail(good.error());
  const std::string token = parts_.new_token();
  const auto put = records_->put_session({hash_token(token), name, parts_.clock()});
  if (!put) return fail(put.error());
  return token;
}

Result<void> ClerkDesk::check(const std::string& name, const std::string& pin) {
  auto clerk = records_->find(name);
  if (!clerk) return fail(clerk.error());
  if (!*clerk) return fail(Code::unauthorized, Message{"problem.no_clerk"}, Message{"problem.no_clerk.hint"});
  const Timestamp now = parts_.clock();
  if ((*clerk)->locked_until && *(*clerk)->locked_until > now)
    return fail(locked(*(*clerk)->locked_until, now));
  if (!pin_matches((*clerk)->pin_hash, pin)) return wrong(**std::move(clerk));
  if ((*clerk)->failures == 0 && !(*clerk)->locked_until) return {};
  return records_->put({name, (*clerk)->pin_hash});
}

Result<void> ClerkDesk::wrong(Clerk clerk) {
  const Timestamp now = parts_.clock();
  const int failures = clerk.failures + 1;
  const bool full = failures >= kTries;
  clerk.failures = full ? 0 : failures;
  clerk.locked_until = full ? std::optional(now + kLockedFor) : std::nullopt;
  if (auto put = records_->put(clerk); !put) return put;
  if (full) return fail(locked(*clerk.locked_until, now));
  return fail(Code::unauthorized,
              Message{"problem.pin.wrong", {{"count", fmt::to_string(kTries - failures)}}},
              Message{"problem.pin.forgotten.hint"});
}

Result<std::string> ClerkDesk::clerk_of(const std::string& token) {
  if (token.empty()) return std::string();
  const std::string hash = hash_token(token);
  auto session = records_->session(hash);
  if (!session) return fail(session.error());
  if (!*session) return std::string();
  const Timestamp now = parts_.clock();
  const auto idle = now - (*session)->seen_at;
  if (idle > parts_.settings.clerk_idle) {
    if (auto ended = records_->end_session(hash); !ended) return fail(ended.error());
    return std::string();
  }
  if (idle > std::min<std::chrono::seconds>(kTouchEvery, parts_.settings.clerk_idle / 4)) {
    if (auto put = records_->put_session({hash, (*session)->clerk, now}); !put) return fail(put.error());
  }
  return (*session)->clerk;
}

Result<void> ClerkDesk::lock(const std::string& token) {
  if (token.empty()) return {};
  return records_->end_session(hash_token(token));
}

}  // namespace firstfix::service
