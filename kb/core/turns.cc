// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/turns.h"

#include <algorithm>
#include <thread>

namespace firstfix {

std::size_t Turns::of_this_machine() {
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  return cores + (cores + 1) / 2;
}

Turns::Turn Turns::wait() {
  std::unique_lock lock(mutex_);
  if (free_ > 0) {
    --free_;
  } else {
    Waiter me;
    waiting_.push_back(&me);
    me.called.wait(lock, [&me] { return me.has_turn; });
  }
  return Turn(*this);
}

// To whoever waits; nobody can come between.
void Turns::pass_on() {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) {
    ++free_;
    return;
  }
  Waiter& next = *waiting_.front();
  waiting_.pop_front();
  next.has_turn = true;
  next.called.notify_one();  // under the lock: afterwards the waiter may be gone
}

}  // namespace firstfix
