// SPDX-License-Identifier: GPL-3.0-or-later
// Contacts and outcomes through the whole database.
#include "kb/store/database.h"

#include <gmock/gmock.h>

#include "tests/kb/store/scratch.h"

namespace firstfix::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

const PhoneNumber kPhone{"+8613800138000"};
constexpr auto kResolved = OutcomeResult::resolved;
constexpr auto kUnresolved = OutcomeResult::unresolved;
constexpr auto kEscalated = OutcomeResult::escalated;

class DatabaseTest : public Scratch {
 protected:
  // case, category, day counted from the morning's, resolved, tried
  std::vector<std::string> days() {
    std::vector<std::string> texts;
    const auto found = database_->case_days(Date{});
    for (const CaseDay& day : *found) {
      const auto offset = (day.day - std::chrono::floor<std::chrono::days>(at(kMorning))).count();
      texts.push_back(day.case_id + " " + day.category + " +" + std::to_string(offset) + " " +
                      std::to_string(day.resolved) + "/" + std::to_string(day.tried));
    }
    return texts;
  }

  std::optional<Outcome> record(const Outcome& outcome, const std::string& category = "network/indoor") {
    const auto before = database_->record_outcome(outcome, category);
    EXPECT_TRUE(before) << before.error().message;
    return before ? *before : std::nullopt;
  }

  std::unique_ptr<Database> database_ = open();
};

TEST_F(DatabaseTest, HoldsNothingAtFirst) {
  EXPECT_EQ(database_->subscriber(kPhone).value(), std::nullopt);
  EXPECT_EQ(database_->device("01194800").value(), std::nullopt);
  EXPECT_FALSE(database_->has_devices().value());
  EXPECT_EQ(database_->last_location(kPhone).value(), std::nullopt);
  EXPECT_EQ(database_->coverage_at({30.0, 104.0}).value(), std::nullopt);
  EXPECT_THAT(database_->events_at({30.0, 104.0}, at(0), at(kMorning)).value(), IsEmpty());
  EXPECT_EQ(database_->contact("a").value(), std::nullopt);
  EXPECT_THAT(database_->contacts_since(kPhone, at(0)).value(), IsEmpty());
  EXPECT_THAT(database_->case_days(Date{}).value(), IsEmpty());
  EXPECT_TRUE(database_->ping());
}

TEST_F(DatabaseTest, GivesBackTheWholeContactBeforeAndAfterCommitAndReopening) {
  Contact contact = contact_of("a");
  contact.channel = Channel::counter;
  contact.stated.put({"place", "indoor", "agent", {}});
  contact.offered = {"weak-indoor-voice", "volte-off"};
  database_->add_contact(contact);
  for (int reopened = 0; reopened < 2; ++reopened) {
    const auto found = database_->contact("a").value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->phone, kPhone);
    EXPECT_EQ(found->channel, Channel::counter);
    EXPECT_EQ(found->symptom, contact.symptom);
    EXPECT_EQ(found->opened_at, contact.opened_at);
    EXPECT_EQ(found->stated, contact.stated);
    EXPECT_EQ(found->offered, contact.offered);
    EXPECT_EQ(found->category, contact.category);
    database_.reset();  // writes what is queued
    database_ = open();
  }
}

TEST_F(DatabaseTest, ShowsAnUpdateAtOnceAndKeepsIt) {
  database_->add_contact(contact_of("a"));
  Contact changed = contact_of("a");
  changed.category = "network/rail";
  database_->update_contact(changed);
  EXPECT_EQ(database_->contact("a").value()->category, "network/rail");
  database_->flush();
  EXPECT_EQ(database_->contact("a").value()->category, "network/rail");
}

TEST_F(DatabaseTest, ListsEarlierContactsNewestFirstWithTheirOutcomes) {
  Contact older = contact_of("older");
  older.opened_at = at(kMorning - kDay);
  database_->add_contact(older);
  database_->add_contact(contact_of("newer"));
  database_->add_contact(contact_of("other number", "+8613900139000"));
  record(outcome_of("older", "volte-off", kUnresolved));
  Outcome later = outcome_of("older", "", kEscalated);
  later.at += std::chrono::seconds{1};
  record(later);

  const auto contacts = database_->contacts_since(kPhone, at(kMorning - kDay)).value();
  ASSERT_EQ(contacts.size(), 2U);
  EXPECT_EQ(contacts[0].id, "newer");
  EXPECT_EQ(contacts[0].symptom, "在家手机没信号");
  EXPECT_THAT(contacts[0].outcomes, IsEmpty());
  EXPECT_EQ(contacts[1].id, "older");
  EXPECT_THAT(contacts[1].outcomes, ElementsAre(Pair("volte-off", kUnresolved), Pair("", kEscalated)));
  EXPECT_EQ(database_->contacts_since(kPhone, at(kMorning)).value().size(), 1U);
}

TEST_F(DatabaseTest, OfTheSameSecondTheContactWrittenLaterIsTheNewer) {
  for (const char* id : {"c", "a", "b"}) {
    database_->add_contact(contact_of(id));
    database_->flush();
  }
  const auto contacts = database_->contacts_since(kPhone, at(0)).value();
  ASSERT_EQ(contacts.size(), 3U);
  EXPECT_EQ(contacts[0].id, "b");
  EXPECT_EQ(contacts[1].id, "a");
  EXPECT_EQ(contacts[2].id, "c");
}

TEST_F(DatabaseTest, BoundsTheListOfEarlierContacts) {
  for (int i = 0; i < kPastContacts + 5; ++i) {
    Contact contact = contact_of("c" + std::to_string(i));
    contact.opened_at += std::chrono::seconds{i};
    database_->add_contact(contact);
  }
  database_->flush();
  const auto contacts = database_->contacts_since(kPhone, at(0)).value();
  ASSERT_EQ(contacts.size(), static_cast<std::size_t>(kPastContacts));
  EXPECT_EQ(contacts.front().id, "c" + std::to_string(kPastContacts + 4));
}

TEST_F(DatabaseTest, RefusesAnOutcomeOfAnUnknownContact) {
  const auto recorded =
      database_->record_outcome(outcome_of("nobody", "volte-off", kResolved), "device/volte");
  ASSERT_FALSE(recorded);
  EXPECT_EQ(recorded.error().code, Code::not_found);
  EXPECT_THAT(days(), IsEmpty());
}

TEST_F(DatabaseTest, CountsOutcomesByCaseCategoryAndDay) {
  for (const char* id : {"a", "b", "c"}) database_->add_contact(contact_of(id));
  EXPECT_EQ(record(outcome_of("a", "volte-off", kResolved)), std::nullopt);
  record(outcome_of("b", "volte-off", kEscalated));
  record(outcome_of("b", "sim-old", kUnresolved));
  Outcome tomorrow = outcome_of("c", "volte-off", kResolved);
  tomorrow.at += std::chrono::seconds{kDay};
  record(tomorrow);
  record(outcome_of("c", "", kEscalated));  // of no case: in no statistics
  EXPECT_THAT(days(), ElementsAre("sim-old network/indoor +0 0/1", "volte-off network/indoor +0 1/2",
                                  "volte-off network/indoor +1 1/1"));
  const Date next_day = std::chrono::floor<std::chrono::days>(tomorrow.at);
  EXPECT_EQ(database_->case_days(next_day).value().size(), 1U);
}

TEST_F(DatabaseTest, TheSameOutcomeAgainChangesNothing) {
  database_->add_contact(contact_of("a"));
  const Outcome outcome = outcome_of("a", "volte-off", kResolved);
  record(outcome);
  Outcome again = outcome;
  again.at += std::chrono::seconds{kDay};
  const auto before = record(again);
  ASSERT_TRUE(before);
  EXPECT_TRUE(before->same_as(again));
  EXPECT_EQ(before->at, outcome.at);
  EXPECT_THAT(days(), ElementsAre("volte-off network/indoor +0 1/1"));
}

TEST_F(DatabaseTest, ACorrectionMovesTheStatistics) {
  database_->add_contact(contact_of("a"));
  record(outcome_of("a", "volte-off", kResolved), "device/volte");
  Outcome corrected = outcome_of("a", "volte-off", kUnresolved);
  corrected.note = "又打来了";
  corrected.at += std::chrono::seconds{kDay};
  const auto before = record(corrected, "network/indoor");
  ASSERT_TRUE(before);
  EXPECT_EQ(before->result, kResolved);
  EXPECT_EQ(before->note, "");
  EXPECT_THAT(days(), ElementsAre("volte-off network/indoor +1 0/1"));
  EXPECT_EQ(record(corrected)->note, "又打来了");
}

}  // namespace
}  // namespace firstfix::store
