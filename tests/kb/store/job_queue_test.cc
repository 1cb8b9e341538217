// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/job_queue.h"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace firstfix::store {
namespace {

std::string id_of(const Job& job) {
  return std::get<ContactJob>(job).id;
}

TEST(JobQueue, GivesOutWhatHasGatheredInOrder) {
  JobQueue queue(4);
  for (const char* id : {"a", "b", "c"}) ASSERT_TRUE(queue.push(ContactJob{id}));
  const auto two = queue.take(2);
  ASSERT_EQ(two.size(), 2U);
  EXPECT_EQ(id_of(two[0]), "a");
  EXPECT_EQ(id_of(queue.take(2).at(0)), "c");
}

TEST(JobQueue, LetsContactsGatherUntilSomebodyWaits) {
  JobQueue queue(8, std::chrono::hours{1});
  std::thread producer([&] {
    ASSERT_TRUE(queue.push(ContactJob{"a"}));
    ASSERT_TRUE(queue.push(ContactJob{"b"}));
    ASSERT_TRUE(queue.push(FlushJob{}));
  });
  EXPECT_EQ(queue.take(9).size(), 3U);
  producer.join();
}

TEST(JobQueue, LetsContactsGatherNoLongerThanThat) {
  JobQueue queue(8, std::chrono::milliseconds{1});
  ASSERT_TRUE(queue.push(ContactJob{"a"}));
  EXPECT_EQ(queue.take(9).size(), 1U);
}

TEST(JobQueue, PutsBackToTheFront) {
  JobQueue queue(4);
  for (const char* id : {"a", "b", "c"}) ASSERT_TRUE(queue.push(ContactJob{id}));
  queue.put_back(queue.take(2));
  EXPECT_EQ(id_of(queue.take(1).at(0)), "a");
}

TEST(JobQueue, MakesTheProducerWaitWhileFull) {
  JobQueue queue(1);
  ASSERT_TRUE(queue.push(ContactJob{"a"}));
  std::atomic<bool> taking{false};
  std::thread producer([&] {
    EXPECT_TRUE(queue.push(ContactJob{"b"}));
    EXPECT_TRUE(taking);  // it did not come back before there was room
  });
  std::this_thread::sleep_for(std::chrono::milliseconds{20});
  taking = true;
  EXPECT_EQ(id_of(queue.take(1).at(0)), "a");
  producer.join();
  EXPECT_EQ(id_of(queue.take(1).at(0)), "b");
}

TEST(JobQueue, RefusesWhenFullAndStuckInsteadOfWaitingForEver) {
  JobQueue queue(1);
  queue.set_stuck(true);
  EXPECT_TRUE(queue.push(ContactJob{"a"}));
  EXPECT_FALSE(queue.push(ContactJob{"b"}));
}

TEST(JobQueue, FreesAWaitingProducerWhenItGetsStuck) {
  JobQueue queue(1);
  ASSERT_TRUE(queue.push(ContactJob{"a"}));
  std::thread producer([&] { EXPECT_FALSE(queue.push(ContactJob{"b"})); });
  std::this_thread::sleep_for(std::chrono::milliseconds{20});
  queue.set_stuck(true);
  producer.join();
}

TEST(JobQueue, SetsJobsSomebodyWaitsForApart) {
  JobQueue queue(4);
  ASSERT_TRUE(queue.push(ContactJob{"a"}));
  ASSERT_TRUE(queue.push(FlushJob{}));
  ASSERT_TRUE(queue.push(ContactJob{"b"}));
  EXPECT_EQ(queue.take_waited_for().size(), 1U);
  EXPECT_EQ(queue.take(9).size(), 2U);
}

TEST(JobQueue, IsDrainedAfterClosing) {
  JobQueue queue(4);
  ASSERT_TRUE(queue.push(ContactJob{"a"}));
  queue.close();
  EXPECT_EQ(queue.take(9).size(), 1U);
  EXPECT_TRUE(queue.take(9).empty());
  EXPECT_TRUE(queue.closed_within(std::chrono::milliseconds{0}));
}

}  // namespace
}  // namespace firstfix::store
