// SPDX-License-Identifier: GPL-3.0-or-later
// First contact resolution, to the contact: who has credit, who took it back, what the statistics say of it.
#include <random>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "kb/store/session.h"
#include "tests/kb/store/scratch.h"

namespace firstfix::store {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using testing::IsEmpty;

constexpr auto kResolved = OutcomeResult::resolved;
constexpr auto kUnresolved = OutcomeResult::unresolved;
constexpr auto kEscalated = OutcomeResult::escalated;
constexpr const char* kIndoor = "network/indoor";
constexpr const char* kBilling = "account/billing";
const Timestamp kStart = at(kMorning);

class Credits : public Scratch {
 protected:
  Credits() { reopen(); }
  void reopen(RepeatRule rule = {}) {
    database_ = nullptr;
    auto opened = Database::open({.connection = path(), .repeat = rule});
    ASSERT_TRUE(opened) << opened.error().message;
    database_ = std::move(*opened);
  }
  Contact open_contact(const std::string& id, Timestamp when, const std::string& category = kIndoor) {
    Contact contact = contact_of(id);
    contact.opened_at = when;
    contact.category = category;
    contact.region = "四川省成都市";
    contact.agent = "1001";
    database_->add_contact(contact);
    return contact;
  }
  void record(const std::string& contact, OutcomeResult result, Timestamp when,
              const std::string& case_id = "volte-off", const std::string& category = kIndoor) {
    const auto done = database_->record_outcome({contact, case_id, result, "", when}, category);
    ASSERT_TRUE(done) << done.error().message;
  }
  FcrCounts total(Timestamp now = kStart + days{1}) {
    FcrCounts sum;
    for (const FcrRow& row : rows(FcrKey::day, now)) sum += row.counts;
    return sum;
  }
  std::vector<FcrRow> rows(FcrKey by, Timestamp now = kStart + days{1}) {
    database_->flush();
    return database_->fcr({kStart - days{100}, kStart + days{100}, by, now, hours{8}}).value();
  }
  std::pair<int, int> statistics(const std::string& case_id = "volte-off") {
    database_->flush();
    std::pair<int, int> sum;
    const auto kept = database_->case_days(Date{}).value();
    for (const CaseDay& day : kept) {
      if (day.case_id != case_id) continue;
      sum.first += day.resolved;
      sum.second += day.tried;
    }
    return sum;
  }
  bool confirmed(const std::string& contact) {
    const auto changes = database_->confirmation_changes(0, 10'000).value();
    for (const ConfirmationChange& change : changes) {
      if (change.contact == contact) return change.resolved;
    }
    return false;
  }

  std::unique_ptr<Database> database_;
};

TEST_F(Credits, AreProvisionalUntilTheWindowClosesAndConfirmedThen) {
  open_contact("a", kStart);
  record("a", kResolved, kStart + minutes{5});
  EXPECT_EQ(total(kStart + days{7}).provisional, 1);
  EXPECT_EQ(total(kStart + days{7}).rate(), std::nullopt);
  const FcrCounts later = total(kStart + days{7} + std::chrono::seconds{1});
  EXPECT_EQ(later.confirmed, 1);
  EXPECT_EQ(later.provisional, 0);
  EXPECT_EQ(later.rate(), 1.0);
}

TEST_F(Credits, ARepeatTakesItBackWithTheSuccessAndTheWords) {
  open_contact("a", kStart);
  record("a", kResolved, kStart + minutes{5});
  EXPECT_EQ(statistics(), std::pair(1, 1));
  EXPECT_TRUE(confirmed("a"));
  open_contact("b", kStart + days{3});
  const FcrCounts counts = total(kStart + days{20});
  EXPECT_EQ(counts.taken_back, 1);
  EXPECT_EQ(counts.confirmed, 0);
  EXPECT_EQ(counts.without_outcome, 1);
  EXPECT_EQ(statistics(), std::pair(0, 1));
  EXPECT_FALSE(confirmed("a"));
}

struct Case {
  std::string name;
  Timestamp opened;
  std::string category;
  std::string phone;
  bool repeats;
};

class Repeats : public Credits, public testing::WithParamInterface<Case> {};

TEST_P(Repeats, OnlyTheSameNumberInTheSameCategoryWithinTheWindow) {
  open_contact("a", kStart);
  record("a", kResolved, kStart + minutes{50});
  Contact other = contact_of("b", GetParam().phone);
  other.opened_at = GetParam().opened;
  other.category = GetParam().category;
  database_->add_contact(other);
  EXPECT_EQ(total().taken_back, GetParam().repeats ? 1 : 0);
  EXPECT_EQ(statistics().first, GetParam().repeats ? 0 : 1);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Repeats,
    testing::Values(
        Case{"NextDay", kStart + days{1}, kIndoor, "+8613800138000", true},
        Case{"OnTheLastSecond", kStart + days{7}, kIndoor, "+8613800138000", true},
        Case{"ASecondLate", kStart + days{7} + std::chrono::seconds{1}, kIndoor, "+8613800138000", false},
        Case{"AnotherCategory", kStart + days{1}, kBilling, "+8613800138000", false},
        Case{"AnotherNumber", kStart + days{1}, kIndoor, "+8613800138001", false},
        Case{"Before", kStart - days{1}, kIndoor, "+8613800138000", false},
        Case{"InTheSameCall", kStart + minutes{2}, kIndoor, "+8613800138000", false},
        Case{"AfterHangingUpBeforeTheOutcome", kStart + minutes{40}, kIndoor, "+8613800138000", true}),
    [](const auto& row) { return row.param.name; });

TEST_F(Credits, ALookUpOfTheNumberIsNoRepeatUntilSomethingIsSaid) {
  open_contact("a", kStart);
  record("a", kResolved, kStart + minutes{5});
  Contact look_up = contact_of("b");
  look_up.symptom.clear();
  look_up.opened_at = kStart + days{1};
  database_->add_contact(look_up);
  EXPECT_EQ(total().taken_back, 0);
  look_up.stated.put({"place", "indoor", "agent", ""});
  database_->update_contact(look_up);
  EXPECT_EQ(total().taken_back, 1);
}

TEST_F(Credits, AreGivenBackWhenTheRepeatTurnsOutToBeAboutSomethingElse) {
  open_contact("a", kStart);
  record("a", kResolved, kStart + minutes{5});
  Contact repeat = open_contact("b", kStart + days{1});
  EXPECT_EQ(total().taken_back, 1);
  repeat.category = kBilling;
  database_->update_contact(repeat);
  EXPECT_EQ(total().taken_back, 0);
  EXPECT_EQ(statistics(), std::pair(1, 1));
  EXPECT_TRUE(confirmed("a"));
  record("b", kUnresolved, kStart + days{1}, "indoor-weak", kIndoor);
  EXPECT_EQ(total().taken_back, 1) << "the outcome's case says what it was about";
}

TEST_F(Credits, AnotherRepeatKeepsItTakenBack) {
  open_contact("a", kStart);
  record("a", kResolved, kStart + minutes{5});
  Contact first = open_contact("b", kStart + days{1});
  open_contact("c", kStart + days{2});
  first.category = kBilling;
  database_->update_contact(first);
  EXPECT_EQ(total().taken_back, 1);
  EXPECT_EQ(statistics(), std::pair(0, 1));
}

TEST_F(Credits, CorrectionsMoveThem) {
  open_contact("a", kStart);
  record("a", kResolved, kStart + minutes{5});
  open_contact("b", kStart + days{1});
  record("a", kUnresolved, kStart + days{1});
  EXPECT_EQ(total().unresolved, 1);
  EXPECT_EQ(statistics(), std::pair(0, 1));
  record("a", kResolved, kStart + days{2});
  EXPECT_EQ(total().taken_back, 1) << "recorded late, the number had come back long before";
  EXPECT_EQ(statistics(), std::pair(0, 1));
  EXPECT_FALSE(confirmed("a"));
}

TEST_F(Credits, OneSolutionAfterAnotherInOneCallIsOneContact) {
  open_contact("a", kStart);
  record("a", kUnresolved, kStart + minutes{2}, "elevator");
  record("a", kResolved, kStart + minutes{5}, "volte-off");
  EXPECT_EQ(total().provisional, 1);
  EXPECT_EQ(total().with_outcome(), 1);
  EXPECT_EQ(rows(FcrKey::case_id)[0].key, "volte-off");
  record("a", kEscalated, kStart + minutes{9}, "");
  EXPECT_EQ(total().escalated, 1);
  EXPECT_EQ(total().provisional, 0);
}

TEST_F(Credits, AreCountedByEveryKey) {
  open_contact("a", kStart);
  record("a", kResolved, kStart + minutes{5});
  Contact evening = contact_of("b", "+8613900139000");
  evening.opened_at = kStart + hours{9};  // past midnight in China
  evening.channel = Channel::counter;
  database_->add_contact(evening);
  record("b", kUnresolved, kStart + hours{10}, "refund", kBilling);
  const std::vector<std::pair<FcrKey, std::vector<std::string>>> expected{
      {FcrKey::day, {"2026-11-22", "2026-11-23"}}, {FcrKey::region, {"", "四川省成都市"}},
      {FcrKey::category, {kBilling, kIndoor}},     {FcrKey::channel, {"counter", "hotline"}},
      {FcrKey::case_id, {"refund", "volte-off"}},  {FcrKey::agent, {"", "1001"}}};
  for (const auto& [by, keys] : expected) {
    std::vector<std::string> found;
    for (const FcrRow& row : rows(by)) found.push_back(row.key);
    EXPECT_EQ(found, keys) << to_string(by);
  }
}

TEST_F(Credits, TellTheListenerWhatTheFileHolds) {
  std::pair<int, int> heard;
  database_->on_case_days([&](std::span<const CaseDay> moved) {
    for (const CaseDay& day : moved) {
      heard.first += day.resolved;
      heard.second += day.tried;
    }
  });
  open_contact("a", kStart);
  record("a", kResolved, kStart + minutes{5});
  EXPECT_EQ(heard, std::pair(1, 1));
  open_contact("b", kStart + days{1});
  database_->flush();
  EXPECT_EQ(heard, std::pair(0, 1));
  record("a", kResolved, kStart + days{1}, "volte-off", "device/volte");
  database_->flush();
  EXPECT_EQ(heard, statistics());
  database_->on_case_days({});
}

TEST_F(Credits, AnotherWindowCountsAnew) {
  open_contact("a", kStart);
  record("a", kResolved, kStart + minutes{5});
  open_contact("b", kStart + days{3});
  EXPECT_EQ(total().taken_back, 1);
  reopen({.window = days{2}});
  EXPECT_EQ(total().taken_back, 0);
  EXPECT_EQ(statistics(), std::pair(1, 1));
  EXPECT_TRUE(confirmed("a"));
  reopen();
  EXPECT_EQ(total().taken_back, 1);
  EXPECT_EQ(statistics(), std::pair(0, 1));
}

TEST_F(Credits, AreNotCountedAnewByWhoTakesTheFileAsItIs) {
  open_contact("a", kStart);
  record("a", kResolved, kStart + minutes{5});
  open_contact("b", kStart + days{3});
  database_->flush();
  ASSERT_TRUE(Database::open({.connection = path(), .repeat = {.window = days{2}}, .upkeep = false}));
  EXPECT_EQ(total().taken_back, 1) << "the server counts by seven days";
  EXPECT_EQ(statistics(), std::pair(0, 1));
}

TEST_F(Credits, CountingAnewLeavesTheIndexesThere) {
  const auto indexes = [&] {
    long long count = 0;
    auto session = open_session(path(), SessionUse::read).value();
    *session << "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'credits'",
        soci::into(count);
    return count;
  };
  const long long before = indexes();
  EXPECT_EQ(before, 5) << "four, and the primary key's";
  reopen({.window = days{2}});
  EXPECT_EQ(indexes(), before);
}

TEST_F(Credits, OldChangesAreForgotten) {
  for (const char* id : {"a", "b", "c"}) open_contact(id, kStart);
  record("a", kResolved, kStart - days{400});
  record("b", kResolved, kStart);
  record("a", kUnresolved, kStart - days{400});
  EXPECT_EQ(database_->confirmation_changes(0, 100)->size(), 3U)
      << "one row an outcome, its newest, and one for what b told of a, whose credit its contact took back";
  EXPECT_FALSE(*database_->forget_changes(kStart - days{360}));
  const auto left = *database_->confirmation_changes(0, 100);
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].contact, "b");
}

// What is kept step by step is what counting everything anew gives, after each restart and in any order.
class RandomDays : public Credits, public testing::WithParamInterface<unsigned> {
 protected:
  struct Standing {
    std::vector<std::tuple<std::string, FcrCounts>> counts;
    std::vector<std::tuple<std::string, std::string, long long, int, int>> statistics;
    std::vector<std::string> confirmed;
    bool operator==(const Standing&) const = default;
  };
  Standing standing() {
    Standing all;
    for (const FcrKey by : {FcrKey::day, FcrKey::category, FcrKey::case_id}) {
      for (const FcrRow& row : rows(by, kStart + days{10})) all.counts.emplace_back(row.key, row.counts);
    }
    const auto kept = database_->case_days(Date{}).value();
    for (const CaseDay& day : kept) {
      all.statistics.emplace_back(day.case_id, day.category, day.day.time_since_epoch().count(), day.resolved,
                                  day.tried);
    }
    const auto changes = database_->confirmation_changes(0, 100'000).value();
    for (const ConfirmationChange& change : changes) {
      if (change.resolved) all.confirmed.push_back(change.contact + " " + change.case_id);
    }
    std::ranges::sort(all.confirmed);
    return all;
  }
  void random_step() {
    const std::vector<std::string> categories{kIndoor, kBilling};
    const auto pick = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); };
    const std::string id = std::to_string(pick(60));
    if (pick(2) == 0) {
      const auto known = database_->contact(id).value();
      Contact contact = known.value_or(contact_of(id, "+861380013800" + std::to_string(pick(4))));
      if (!known) contact.opened_at = kStart + hours{pick(24 * 20)};
      contact.category = categories[static_cast<std::size_t>(pick(2))];
      if (pick(5) == 0) contact.symptom.clear();
      database_->add_contact(contact);
    } else if (const auto contact = database_->contact(id).value()) {
      const auto which = static_cast<std::size_t>(pick(3));
      const auto result =
          std::array{kResolved, kResolved, kUnresolved, kEscalated}[static_cast<std::size_t>(pick(4))];
      record(id, result, contact->opened_at + minutes{pick(120)}, std::array{"x", "y", "z"}[which],
             categories[which % 2]);
    }
  }
  std::mt19937 random_{GetParam()};
};

TEST_P(RandomDays, StepByStepIsAsCountedAnew) {
  for (int round = 0; round < 6; ++round) {
    for (int step = 0; step < 60; ++step) random_step();
    const Standing kept = standing();
    reopen();
    EXPECT_EQ(standing(), kept) << "a restart changes nothing";
    reopen({.window = days{1}});
    reopen();
    ASSERT_EQ(standing(), kept) << "round " << round;
  }
  EXPECT_GT(total().taken_back, 0) << "the test has something to tell";
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomDays, testing::Range(1U, 9U));

}  // namespace
}  // namespace firstfix::store
