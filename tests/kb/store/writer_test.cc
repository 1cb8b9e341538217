// SPDX-License-Identifier: GPL-3.0-or-later
// What holds under load, after a crash and on a full disk.
#include "kb/store/writer.h"

#include <csignal>
#include <thread>

#include <gmock/gmock.h>
#include <sys/wait.h>

#include "kb/store/migrate.h"
#include "tests/kb/store/file_size_limit.h"
#include "tests/kb/store/scratch.h"

namespace firstfix::store {
namespace {

constexpr int kThreads = 16;
constexpr auto kResolved = OutcomeResult::resolved;

class WriterTest : public Scratch {};

template <class Work>
void in_threads(int count, Work work) {
  std::vector<std::thread> threads;
  for (int thread = 0; thread < count; ++thread) threads.emplace_back([=] { work(thread); });
  for (std::thread& thread : threads) thread.join();
}

std::string id_of(int thread, int i) {
  return std::to_string(thread) + "-" + std::to_string(i);
}

TEST_F(WriterTest, LosesAndDoublesNothingUnderSixteenThreads) {
  constexpr int kEach = 40;
  auto database = open();
  in_threads(kThreads, [&database](int thread) {
    for (int i = 0; i < kEach; ++i) {
      const std::string id = id_of(thread, i);
      database->add_contact(contact_of(id));
      EXPECT_TRUE(database->contact(id).value()) << id;
      const Outcome outcome = outcome_of(id, "volte-off", i % 2 == 0 ? kResolved : OutcomeResult::unresolved);
      const auto first = database->record_outcome(outcome, "device/volte");
      EXPECT_TRUE(first && !*first) << id;
      const auto again = database->record_outcome(outcome, "device/volte");
      EXPECT_TRUE(again && *again) << id;
    }
  });
  database = nullptr;
  database = open();
  const auto days = database->case_days(Date{}).value();
  ASSERT_EQ(days.size(), 1U);
  EXPECT_EQ(days[0].tried, kThreads * kEach);
  EXPECT_EQ(days[0].resolved, kThreads * kEach / 2);
  for (int thread = 0; thread < kThreads; ++thread) {
    EXPECT_TRUE(database->contact(id_of(thread, kEach - 1)).value());
  }
}

TEST_F(WriterTest, SeesEveryPastContactWhileGroupsAreCommitted) {
  auto database = open();
  in_threads(4, [&database](int thread) {
    const std::string number = "+861380000000" + std::to_string(thread);
    for (std::size_t i = 0; i < 60; ++i) {
      database->add_contact(contact_of(number + std::to_string(i), number));
      EXPECT_EQ(database->contacts_since(PhoneNumber{number}, at(0)).value().size(), i + 1);
    }
  });
}

TEST_F(WriterTest, ManyCorrectionsOfOneOutcomeLeaveOneCount) {
  auto database = open();
  database->add_contact(contact_of("a"));
  in_threads(kThreads, [&database](int thread) {
    for (int i = 0; i < 20; ++i) {
      const auto result = (thread + i) % 2 == 0 ? kResolved : OutcomeResult::unresolved;
      EXPECT_TRUE(database->record_outcome(outcome_of("a", "volte-off", result), "device/volte"));
    }
  });
  const auto days = database->case_days(Date{}).value();
  ASSERT_EQ(days.size(), 1U);
  EXPECT_EQ(days[0].tried, 1);
}

TEST_F(WriterTest, OneFailingJobLeavesItsGroupAlone) {
  auto session = open_migrated(path());
  ASSERT_TRUE(session);
  // Stands for a fault of one row only, which the schema otherwise rules out.
  run_script(**session,
             "CREATE TRIGGER refuse BEFORE INSERT ON outcomes WHEN NEW.note = 'bad'"
             " BEGIN SELECT raise(ABORT, 'refused'); END");
  auto database = open();
  for (int i = 0; i < kThreads; ++i) database->add_contact(contact_of(id_of(i, 0)));
  in_threads(kThreads, [&database](int thread) {
    Outcome outcome = outcome_of(id_of(thread, 0), "volte-off", kResolved);
    if (thread % 2 == 0) outcome.note = "bad";
    const auto recorded = database->record_outcome(outcome, "device/volte");
    EXPECT_EQ(recorded.has_value(), thread % 2 == 1);
    EXPECT_TRUE(recorded || recorded.error().code == Code::internal);
  });
  const auto days = database->case_days(Date{}).value();
  ASSERT_EQ(days.size(), 1U);
  EXPECT_EQ(days[0].tried, kThreads / 2);  // the failed ones left no count behind
}

TEST_F(WriterTest, KilledAtAnyMomentKeepsEveryOutcomeThatWasAnswered) {
  int channel[2];
  ASSERT_EQ(pipe(channel), 0);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    auto database = open();
    in_threads(8, [&database, &channel](int thread) {
      for (int i = 0;; ++i) {
        const std::string id = id_of(thread, i);
        database->add_contact(contact_of(id));
        if (!database->record_outcome(outcome_of(id, "volte-off", kResolved), "device/volte")) _exit(1);
        if (write(channel[1], (id + "\n").data(), id.size() + 1) < 0) _exit(1);
      }
    });
  }
  close(channel[1]);
  std::string answered;
  char buffer[4096];
  for (ssize_t size = 0; answered.size() < 2000 && (size = read(channel[0], buffer, sizeof buffer)) > 0;) {
    answered.append(buffer, static_cast<std::size_t>(size));
  }
  kill(child, SIGKILL);
  for (ssize_t size = 0; (size = read(channel[0], buffer, sizeof buffer)) > 0;) {
    answered.append(buffer, static_cast<std::size_t>(size));
  }
  close(channel[0]);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));

  auto database = open();
  ASSERT_TRUE(database);
  int count = 0;
  for (std::size_t start = 0; start < answered.size(); ++count) {
    const std::size_t end = answered.find('\n', start);
    const std::string id = answered.substr(start, end - start);
    const auto again = database->record_outcome(outcome_of(id, "volte-off", kResolved), "device/volte");
    ASSERT_TRUE(again && *again) << id << " was answered and is gone";
    start = end + 1;
  }
  EXPECT_GE(database->case_days(Date{}).value().at(0).tried, count);
}

TEST_F(WriterTest, OnAFullDiskAnswersSoKeepsContactsAndGoesOnWhenThereIsRoom) {
  auto database = open();
  database->add_contact(contact_of("before"));
  database->flush();
  Contact large = contact_of("during");
  large.symptom.assign(400'000, 'x');
  {
    const FileSizeLimit limit(200'000);
    database->add_contact(large);
    const auto refused =
        database->record_outcome(outcome_of("before", "volte-off", kResolved), "device/volte");
    // Whether it came with the large contact or after it, it cannot be committed before it.
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::unavailable);
    EXPECT_FALSE(refused.error().hint.empty());
    EXPECT_EQ(database->ping().error().code, Code::unavailable);
    EXPECT_TRUE(database->contact("during").value());
  }
  while (!database->ping()) std::this_thread::yield();  // it tries again by itself
  EXPECT_TRUE(database->record_outcome(outcome_of("before", "volte-off", kResolved), "device/volte"));
  EXPECT_EQ(database->case_days(Date{}).value().at(0).tried, 1);
  database = nullptr;
  EXPECT_TRUE(open()->contact("during").value());
}

TEST_F(WriterTest, StuckAndFullDropsFurtherContactsInsteadOfBlocking) {
  auto session = open_migrated(path());
  ASSERT_TRUE(session);
  auto opened = Database::open({path(), 1, 4});
  ASSERT_TRUE(opened);
  auto& database = **opened;
  Contact large = contact_of("large");
  large.symptom.assign(400'000, 'x');
  const FileSizeLimit limit(200'000);
  database.add_contact(large);
  database.flush();
  EXPECT_FALSE(database.ping());
  constexpr int kGiven = 200;
  for (int i = 0; i < kGiven; ++i) database.add_contact(contact_of("c" + std::to_string(i)));
  EXPECT_TRUE(database.contact("large").value());
  int kept = 0;
  for (int i = 0; i < kGiven; ++i) kept += database.contact("c" + std::to_string(i)).value() ? 1 : 0;
  EXPECT_GE(kept, 3);       // beside the large one the queue holds at least three
  EXPECT_LT(kept, kGiven);  // each retry makes room for four at most
}

}  // namespace
}  // namespace firstfix::store
