// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/operator/access_token.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace firstfix::operators {
namespace {

using Clock = std::chrono::steady_clock;
constexpr long long kDefaultLifeS = 300;
constexpr long long kMarginS = 30;  // for a call under way when it expires
constexpr std::size_t kMostToken = 16'384;

// Form encoding of a scope: its colon and blanks.
std::string encoded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

bool fits_a_header(const std::string& token) {
  return !token.empty() && token.size() <= kMostToken &&
         std::ranges::all_of(token, [](char c) { return c > ' ' && c < 0x7F; });
}

}  // namespace

Result<std::string> AccessTokens::get(const std::string& scope, Transport& transport) {
  {
    const std::scoped_lock lock(mutex_);
    const auto known = tokens_.find(scope);
    if (known != tokens_.end() && Clock::now() < known->second.good_until) return known->second.text;
  }
  const auto reply = transport.post({options_.url,
                                     {"Content-Type: application/x-www-form-urlencoded"},
                                     "grant_type=client_credentials&scope=" + encoded(scope),
                                     {options_.client_id, options_.client_secret}});
  if (!reply) return fail(Code::unavailable, "token: " + reply.error().message);
  if (reply->status != 200) return fail(Code::unavailable, fmt::format("token: HTTP {}", reply->status));
  const auto answer = nlohmann::json::parse(reply->body, nullptr, /*allow_exceptions=*/false);
  const bool there =
      answer.is_object() && answer.contains("access_token") && answer["access_token"].is_string();
  const std::string text = there ? answer["access_token"].get<std::string>() : std::string();
  if (!fits_a_header(text)) return fail(Code::unavailable, "token: the answer holds none");
  long long life = kDefaultLifeS;
  if (answer.contains("expires_in") && answer["expires_in"].is_number_integer())
    life = std::clamp(answer["expires_in"].get<long long>(), 0LL, 86'400LL);
  const std::scoped_lock lock(mutex_);
  tokens_[scope] = {text, Clock::now() + std::chrono::seconds{std::max(life - kMarginS, 1LL)}};
  return text;
}

void AccessTokens::forget(const std::string& scope, const std::string& token) {
  const std::scoped_lock lock(mutex_);
  const auto known = tokens_.find(scope);
  if (known != tokens_.end() && known->second.text == token) tokens_.erase(known);
}

}  // namespace firstfix::operators
