// SPDX-License-Identifier: GPL-3.0-or-later
// What was tried for the same caller after a case had failed, and that it is told again when that changes.
#include <gmock/gmock.h>

#include "tests/kb/store/scratch.h"

namespace firstfix::store {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kResolved = OutcomeResult::resolved;
constexpr auto kUnresolved = OutcomeResult::unresolved;
constexpr const char* kIndoor = "network/indoor";
constexpr const char* kDevice = "device/volte";
const Timestamp kStart = at(kMorning);

class LaterTries : public Scratch {
 protected:
  LaterTries() : database_(std::move(*Database::open({.connection = path()}))) {}

  void open_contact(const std::string& id, Timestamp when, const std::string& phone = "+8613800138000") {
    Contact contact = contact_of(id, phone);
    contact.opened_at = when;
    contact.category = kIndoor;
    database_->add_contact(contact);
  }
  void record(const std::string& contact, const std::string& case_id, OutcomeResult result, Timestamp when,
              const std::string& category = kIndoor) {
    const auto done = database_->record_outcome({contact, case_id, result, "", when}, category);
    ASSERT_TRUE(done) << done.error().message;
    database_->flush();
  }
  // As the list of changes has it; nothing when the outcome is not on it after `after`.
  std::optional<ConfirmationChange> change(const std::string& contact, const std::string& case_id,
                                           long long after = 0) {
    const auto changes = database_->confirmation_changes(after, 1'000).value();
    for (const ConfirmationChange& each : changes) {
      if (each.contact == contact && each.case_id == case_id) return each;
    }
    return std::nullopt;
  }
  long long last() { return database_->confirmation_changes(0, 1'000).value().back().number; }
  std::vector<LaterTry> later(const std::string& contact, const std::string& case_id) {
    return change(contact, case_id).value().later;  // throws when it is not on the list
  }

  std::unique_ptr<Database> database_;
};

TEST_F(LaterTries, OfTheSameContactAndOfTheNumbersNextOnes) {
  open_contact("a", kStart);
  record("a", "wall", kUnresolved, kStart + minutes{1});
  record("a", "lift", kUnresolved, kStart + minutes{2});
  open_contact("b", kStart + days{2});
  record("b", "volte-off", kResolved, kStart + days{2}, kDevice);
  EXPECT_THAT(later("a", "wall"), ElementsAre(LaterTry{"lift", kIndoor, "a", false, true},
                                              LaterTry{"volte-off", kDevice, "b", true, false}));
  EXPECT_THAT(later("b", "volte-off"), IsEmpty());
}

TEST_F(LaterTries, OfTheSameCaseToo) {
  open_contact("a", kStart);
  record("a", "wall", kUnresolved, kStart);
  open_contact("b", kStart + days{7});
  const long long seen = last();
  record("b", "wall", kResolved, kStart + days{7});
  const auto told = change("a", "wall", seen);
  ASSERT_TRUE(told);
  EXPECT_THAT(told->later, ElementsAre(LaterTry{"wall", kIndoor, "b", true, false}));
}

TEST_F(LaterTries, NotOfOthersNotBeforeAndNotAfterTheWindow) {
  open_contact("before", kStart - days{1});
  record("before", "lift", kUnresolved, kStart - days{1});
  open_contact("a", kStart);
  record("a", "wall", kUnresolved, kStart);
  open_contact("other", kStart + days{1}, "+8613800138001");
  record("other", "volte-off", kResolved, kStart + days{1});
  open_contact("late", kStart + days{8});
  record("late", "volte-off", kResolved, kStart + days{8});
  EXPECT_THAT(later("a", "wall"), IsEmpty());
}

TEST_F(LaterTries, AreToldAgainWhenThereAreMoreOrTheyAreCorrected) {
  open_contact("a", kStart);
  record("a", "wall", kUnresolved, kStart);
  open_contact("b", kStart + days{1});
  long long seen = last();
  EXPECT_EQ(change("a", "wall", seen), std::nullopt);
  record("b", "lift", kResolved, kStart + days{1});
  auto told = change("a", "wall", seen);
  ASSERT_TRUE(told);
  EXPECT_THAT(told->later, ElementsAre(LaterTry{"lift", kIndoor, "b", true, false}));
  seen = last();
  record("b", "lift", kUnresolved, kStart + days{1} + minutes{1});
  told = change("a", "wall", seen);
  ASSERT_TRUE(told);
  EXPECT_THAT(told->later, ElementsAre(LaterTry{"lift", kIndoor, "b", false, false}));
}

TEST_F(LaterTries, OfANumberThatEverybodyIsEnteredWithAreFew) {
  constexpr int kContacts = 60;
  for (int i = 0; i < kContacts; ++i) {
    open_contact(std::to_string(i), kStart + minutes{i});
    record(std::to_string(i), "wall", kUnresolved, kStart + minutes{i});
  }
  long long seen = last();
  record("59", "lift", kResolved, kStart + minutes{kContacts});
  EXPECT_LE(database_->confirmation_changes(seen, 1'000).value().size(), 22U);
  EXPECT_EQ(later("38", "wall").size(), 20U);
  EXPECT_EQ(later("39", "wall").back(), (LaterTry{"lift", kIndoor, "59", true, false}));
  EXPECT_TRUE(change("39", "wall", seen));
}

TEST_F(LaterTries, LeaveTheFailureItselfWhereItStood) {
  open_contact("a", kStart);
  record("a", "wall", kUnresolved, kStart);
  open_contact("b", kStart + days{1});
  record("b", "lift", kResolved, kStart + days{1});
  std::vector<std::string> order;
  const auto changes = database_->confirmation_changes(0, 1'000).value();
  for (const ConfirmationChange& each : changes) order.push_back(each.case_id);
  EXPECT_THAT(order, ElementsAre("wall", "wall", "lift"));
  EXPECT_EQ(changes[0].later, changes[1].later);
}

TEST_F(LaterTries, WhatWasThoughtWhenItFailedStaysWhenTheContactGoesOn) {
  Contact contact = contact_of("a");
  contact.considered.beliefs = {{"wall", 0.6}};
  database_->add_contact(contact);
  record("a", "wall", kUnresolved, kStart);
  contact.considered.beliefs = {{"lift", 0.7}};
  contact.symptom = "电梯里没信号";
  database_->add_contact(contact);
  record("a", "lift", kResolved, kStart + minutes{1});
  const auto failed = change("a", "wall").value();
  EXPECT_EQ(failed.considered.beliefs.front().first, "wall");
  EXPECT_EQ(failed.symptom, contact_of("a").symptom);
  const auto solved = change("a", "lift").value();
  EXPECT_EQ(solved.considered.beliefs.front().first, "lift");
  EXPECT_EQ(solved.symptom, contact.symptom);
}

TEST_F(LaterTries, OfASuccessThatTheRepeatTookBack) {
  open_contact("a", kStart);
  record("a", "wall", kResolved, kStart);
  EXPECT_THAT(later("a", "wall"), IsEmpty());
  open_contact("b", kStart + days{1});
  record("b", "lift", kResolved, kStart + days{1});
  EXPECT_THAT(later("a", "wall"), ElementsAre(LaterTry{"lift", kIndoor, "b", true, false}));
}

TEST_F(LaterTries, AreThereForWhoReadsAllTriesAsWell) {
  open_contact("a", kStart);
  record("a", "wall", kUnresolved, kStart);
  record("a", "lift", kResolved, kStart + minutes{1});
  std::vector<RecordedTry> tries;
  ASSERT_TRUE(
      database_->tries_since(kStart - days{1}, [&](RecordedTry each) { tries.push_back(std::move(each)); }));
  ASSERT_EQ(tries.size(), 2U);
  EXPECT_THAT(tries[0].later, ElementsAre(LaterTry{"lift", kIndoor, "a", true, true}));
  EXPECT_THAT(tries[1].later, IsEmpty());
}

}  // namespace
}  // namespace firstfix::store
