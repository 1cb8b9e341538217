// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/operator/circuit_breaker.h"

#include <gtest/gtest.h>

namespace firstfix::operators {
namespace {

using std::chrono::seconds;

TEST(CircuitBreaker, OpensAfterFailuresInARowAndLetsOneTry) {
  CircuitBreaker breaker({3, seconds{30}});
  CircuitBreaker::Time now{};
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(breaker.admits(now));
    breaker.failed(now);
  }
  EXPECT_FALSE(breaker.admits(now + seconds{29}));
  now += seconds{31};
  EXPECT_TRUE(breaker.admits(now));
  EXPECT_FALSE(breaker.admits(now)) << "one tries, the others wait";
  breaker.failed(now);
  EXPECT_FALSE(breaker.admits(now + seconds{29}));
  now += seconds{31};
  EXPECT_TRUE(breaker.admits(now));
  breaker.succeeded();
  EXPECT_TRUE(breaker.admits(now));
  EXPECT_TRUE(breaker.admits(now));
}

TEST(CircuitBreaker, ASuccessForgetsTheFailures) {
  CircuitBreaker breaker({2, seconds{30}});
  breaker.failed({});
  breaker.succeeded();
  breaker.failed({});
  EXPECT_TRUE(breaker.admits({}));
}

TEST(CircuitBreaker, RestsAsLongAsItWasTold) {
  CircuitBreaker breaker({5, seconds{30}});
  breaker.rest(CircuitBreaker::Time{} + seconds{120});
  EXPECT_FALSE(breaker.admits(CircuitBreaker::Time{} + seconds{119}));
  EXPECT_TRUE(breaker.admits(CircuitBreaker::Time{} + seconds{120}));
}

}  // namespace
}  // namespace firstfix::operators
