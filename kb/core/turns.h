// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <utility>

namespace firstfix {

// At most so many at once, and whoever waits longest goes next: were it left to chance, a few of many callers
// would wait long. For work that only computes; who waits for a disk or a network must not hold a turn.
// Thread rule: everything from any thread. A thread that holds a turn must not wait for another of the same.
class Turns {
 public:
  explicit Turns(std::size_t most) : free_(most) {}
  Turns(const Turns&) = delete;
  Turns& operator=(const Turns&) = delete;

  // A turn ends when this goes.
  class Turn {
   public:
    explicit Turn(Turns& turns) : turns_(&turns) {}
    Turn(Turn&& other) noexcept : turns_(std::exchange(other.turns_, nullptr)) {}
    Turn& operator=(Turn&&) = delete;
    ~Turn() {
      if (turns_ != nullptr) turns_->pass_on();
    }

   private:
    Turns* turns_;
  };

  [[nodiscard]] Turn wait();

  // So many as the machine can compute at once, and half as many more, so that no core is idle between two.
  // Tried on two cores with 16 and 64 callers: with none more the cores wait for each other, with twice as
  // many and up the callers wait longer for the same number of answers.
  static std::size_t of_this_machine();

 private:
  struct Waiter {
    std::condition_variable called;
    bool has_turn = false;
  };

  void pass_on();

  std::mutex mutex_;
  std::deque<Waiter*> waiting_;  // on the stacks of those who wait
  std::size_t free_;
};

}  // namespace firstfix
