// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/replay.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/kb/service/world.h"

namespace firstfix::service {
namespace {

class ReplayTest : public World {
 protected:
  // Contacts as the server records them, each closed with the case offered first.
  void serve(int count) {
    for (int i = 0; i < count; ++i) {
      const Resolution resolution = resolve(fmt::format("139{:08}", i), "电梯里没信号");
      ASSERT_FALSE(resolution.solutions.empty());
      solving_ = resolution.solutions.front().article->id;
      ASSERT_TRUE(
          resolver_->record_outcome({resolution.contact.id, solving_, OutcomeResult::resolved, "", {}}));
    }
    database_->flush();
  }
  Result<ReplayReport> run(const std::filesystem::path& changed = {}) {
    ReplayRequest request;
    request.settings = settings_;
    request.settings.content = content_.path();
    request.content = changed;
    request.now = now_ + std::chrono::minutes{1};
    request.scratch = scratch_.path();
    return replay(request);
  }

  test::ScratchFolder scratch_;
  std::string solving_;
};

TEST_F(ReplayTest, TheSameLibraryChangesNothing) {
  serve(12);
  const auto report = run();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->contacts, 12U);
  EXPECT_EQ(report->resolved, 12U);
  EXPECT_EQ(report->first_before, report->first_after);
  EXPECT_TRUE(report->gained.empty());
  EXPECT_TRUE(report->lost.empty());
  EXPECT_EQ(report->fcr.change, 0.0);
  EXPECT_EQ(report->fcr.high, 0.0);
}

TEST_F(ReplayTest, ALibraryWithoutTheSolvingCaseIsWorseAndSaysForWhom) {
  serve(12);
  const test::ScratchFolder changed;
  std::filesystem::copy(content_.path(), changed.path(), std::filesystem::copy_options::recursive);
  for (const auto& file : std::filesystem::recursive_directory_iterator(changed.path() / "cases")) {
    if (file.path().stem() == solving_) std::filesystem::remove(file.path());
  }
  const auto report = run(changed.path());
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->first_before, 12U);
  EXPECT_EQ(report->first_after, 0U);
  EXPECT_EQ(report->lost_from_five, 12U);
  ASSERT_EQ(report->lost.size(), 12U);
  EXPECT_FALSE(report->lost.front().solved_by.empty());
  EXPECT_THAT(report->lost.front().contact, testing::Not(testing::HasSubstr("139")));
  EXPECT_LT(report->fcr.high, 0.0);
}

TEST_F(ReplayTest, WhatIsOlderThanTheDaysReplayedStillTeaches) {
  const std::string words = "一关铁门就成了哑巴";  // in no case
  const auto solve = [&](int count, int first) {
    for (int i = first; i < first + count; ++i) {
      const Resolution resolution = resolve(fmt::format("137{:08}", i), words);
      ASSERT_TRUE(
          resolver_->record_outcome({resolution.contact.id, "elevator", OutcomeResult::resolved, "", {}}));
    }
    database_->flush();
  };
  solve(5, 0);
  now_ += std::chrono::days{40};
  solve(1, 5);
  const auto report = run();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->contacts, 1U);
  EXPECT_EQ(report->first_before, 1U) << "only the five before could have taught it";
}

TEST_F(ReplayTest, AContactDoesNotSpeakForItselfThroughTheCallBeforeIt) {
  const std::string words = "一关铁门就成了哑巴";  // in no case
  const auto use = [&](const std::string& case_id, OutcomeResult result) {
    const Resolution resolution = resolve(kWeakIndoors, words);
    ASSERT_TRUE(resolver_->record_outcome({resolution.contact.id, case_id, result, "", {}}));
  };
  use("handset-no-volte", OutcomeResult::unresolved);
  now_ += std::chrono::days{1};
  use("elevator", OutcomeResult::resolved);
  database_->flush();
  const auto report = run();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->resolved, 1U);
  EXPECT_EQ(report->first_before, 0U) << "only what it taught the call before could have told";
}

TEST_F(ReplayTest, WhereAContactCameFromIsKnownAgain) {
  constexpr int kContacts = 40;  // every other one from the hill, which a neighbour's words cannot tell
  std::string csv = "phone,lat,lon,area,seen_at\n";
  for (int i = 0; i < kContacts; ++i)
    csv += fmt::format("135{:08},28.1,102.9,{},2026-11-22T15:00:00+08:00\n", i, i % 2 == 0 ? "山上" : "山下");
  import("locations", csv);
  for (int i = 0; i < kContacts; ++i) {
    const Resolution resolution = resolve(fmt::format("135{:08}", i), "一关铁门就成了哑巴");  // in no case
    const char* solved_by = i % 2 == 0 ? "elevator" : "handset-no-volte";
    ASSERT_TRUE(
        resolver_->record_outcome({resolution.contact.id, solved_by, OutcomeResult::resolved, "", {}}));
    now_ += std::chrono::minutes{1};
  }
  database_->flush();
  const auto report = run();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->contacts, 40U);
  EXPECT_GT(report->first_before, 30U) << "of one word for two troubles half would be";
}

TEST_F(ReplayTest, NothingRecordedIsNothingToSay) {
  const auto report = run();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->contacts, 0U);
}

TEST_F(ReplayTest, AFolderWithoutADatabaseIsAnError) {
  const test::ScratchFolder empty;
  settings_.data = empty.path();
  const auto report = run();
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, Code::not_found);
}

}  // namespace
}  // namespace firstfix::service
