// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/turns.h"

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace firstfix {
namespace {

TEST(Turns, ComeInTheOrderOfWaiting) {
  Turns turns(1);
  std::mutex mutex;
  std::vector<int> order;
  std::atomic<int> begun = 0;
  std::vector<std::jthread> threads;
  {
    const Turns::Turn mine = turns.wait();
    for (int i = 0; i < 6; ++i) {
      threads.emplace_back([&, i] {
        ++begun;
        const Turns::Turn turn = turns.wait();
        const std::lock_guard lock(mutex);
        order.push_back(i);
      });
      // The next one comes when this one has had time to stand in the line.
      while (begun <= i) std::this_thread::yield();
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_TRUE(order.empty()) << "the turn is taken";
  }
  threads.clear();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4, 5}));
}

TEST(Turns, NeverMoreAtOnceAndNoneIsLost) {
  constexpr std::size_t kMost = 3;
  Turns turns(kMost);
  std::atomic<std::size_t> inside = 0;
  std::atomic<std::size_t> most = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i) {
      threads.emplace_back([&] {
        for (int round = 0; round < 200; ++round) {
          const Turns::Turn turn = turns.wait();
          const std::size_t now = ++inside;
          std::size_t seen = most;
          while (seen < now && !most.compare_exchange_weak(seen, now)) {
          }
          std::this_thread::yield();
          --inside;
        }
      });
    }
  }
  EXPECT_LE(most, kMost);
  std::vector<Turns::Turn> all;
  for (std::size_t i = 0; i < kMost; ++i) all.push_back(turns.wait());  // would hang, were one lost
  EXPECT_EQ(all.size(), kMost);
}

TEST(Turns, ATurnThatIsHandedOnEndsOnce) {
  Turns turns(1);
  {
    Turns::Turn first = turns.wait();
    const Turns::Turn second = std::move(first);
  }
  std::optional<Turns::Turn> again(turns.wait());
  std::atomic<bool> served = false;
  std::jthread other([&] {
    const Turns::Turn turn = turns.wait();
    served = true;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_FALSE(served) << "two turns where there is one";
  again.reset();  // before the other thread is waited for
}

}  // namespace
}  // namespace firstfix
