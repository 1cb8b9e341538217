// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/pin.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <sodium.h>

namespace firstfix::service {
namespace {

constexpr std::size_t kLeastDigits = 4;
constexpr std::size_t kMostDigits = 8;

// Safe to call again, from any thread.
bool ready() {
  return sodium_init() >= 0;
}

// 0000, 1234, 4321.
bool is_run(std::string_view pin) {
  for (const int step : {0, 1, -1}) {
    bool all = true;
    for (std::size_t i = 1; i < pin.size(); ++i) all = all && pin[i] - pin[i - 1] == step;
    if (all) return true;
  }
  return false;
}

}  // namespace

Result<void> check_pin(std::string_view pin) {
  const bool digits = std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || pin.size() < kLeastDigits || pin.size() > kMostDigits)
    return fail(Code::invalid, "PIN 要 4 到 8 位数字", "换一个，例如工号以外的 6 位数字");
  if (is_run(pin)) return fail(Code::invalid, "PIN 太好猜", "不要用 1111、1234 这样的，换一个");
  return {};
}

Result<std::string> hash_pin(std::string_view pin) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (!ready() ||
      crypto_pwhash_str_alg(hash.data(), pin.data(), pin.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                            crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return fail(Code::unavailable, "内存不足，PIN 没有设成", "请腾出 64 MB 内存再试");
  }
  return std::string(hash.data());
}

bool pin_matches(const std::string& hash, std::string_view pin) {
  return ready() && crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
}

std::string hash_token(std::string_view token) {
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(token.data()),
                     token.size(), nullptr, 0);
  std::string hex;
  for (const unsigned char byte : hash) hex += fmt::format("{:02x}", byte);
  return hex;
}

}  // namespace firstfix::service
