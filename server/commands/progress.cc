// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/progress.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

namespace firstfix::commands {
namespace {

using namespace std::chrono_literals;
constexpr std::size_t kWidth = 30;

}  // namespace

Progress::Progress(std::string label)
    : label_(std::move(label)),
      terminal_(isatty(STDERR_FILENO) == 1),
      started_(std::chrono::steady_clock::now()) {}

Progress::~Progress() {
  if (visible_) fmt::print(stderr, "\r\033[K");
}

void Progress::update(std::size_t done, std::size_t total) {
  const auto now = std::chrono::steady_clock::now();
  if (!terminal_ || total == 0 || now - started_ < 1s || now - drawn_ < 100ms) return;
  const std::size_t filled = std::min(kWidth, done * kWidth / total);
  fmt::print(stderr, "\r{} [{:<{}}] {:3}%", label_, std::string(filled, '#'), kWidth, done * 100 / total);
  std::fflush(stderr);
  drawn_ = now;
  visible_ = true;
}

}  // namespace firstfix::commands
