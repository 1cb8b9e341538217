// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/learning.h"

#include <fmt/format.h>

#include "kb/service/recorded.h"
#include "tests/kb/service/world.h"

namespace firstfix::service {
namespace {

using std::chrono::minutes;

// A world whose outcomes contradict the engine: what it believed in resolves seldom, the rest mostly.
class LearningTest : public World {
 protected:
  void use(bool believed, bool resolved, int layout = resolve::kFeatureLayout) {
    const int number = ++contacts_;
    Contact contact;
    contact.id = fmt::format("{:032x}", number);
    contact.phone = PhoneNumber(fmt::format("+8613{:09}", number));
    contact.opened_at = now_ + minutes{number};
    resolve::Features features;
    features.belief = believed ? 2.0 : -2.0;
    contact.considered.cases.push_back({"elevator", 0.5, 0.5, resolve::values_of(features)});
    contact.considered.layout = layout;
    database_->add_contact(contact);
    const auto result = resolved ? OutcomeResult::resolved : OutcomeResult::unresolved;
    ASSERT_TRUE(
        database_->record_outcome({contact.id, "elevator", result, "", contact.opened_at}, "network"));
  }
  void use_many(int count) {
    for (int i = 0; i < count; ++i) use(i % 2 == 0, (i % 2 == 0) == (i % 10 == 0));
  }
  Result<Learned> learn_now(bool dry_run = false) {
    return learn(*database_, {now_, now_ - std::chrono::days{1}, dry_run});
  }
  double belief_in_force() { return weights_in_force(*database_)->belief; }
};

TEST_F(LearningTest, WeightsThatForetellBetterAreAdoptedAndCanBeUndone) {
  use_many(200);
  const auto learned = learn_now();
  ASSERT_TRUE(learned) << learned.error().message;
  EXPECT_EQ(learned->outcomes, 200U);
  EXPECT_TRUE(learned->adopted);
  EXPECT_LT(learned->refit.new_loss, learned->refit.old_loss);
  EXPECT_DOUBLE_EQ(belief_in_force(), learned->refit.weights.belief);
  EXPECT_LT(belief_in_force(), resolve::Weights{}.belief);

  EXPECT_TRUE(*database_->undo_weights(now_));
  EXPECT_DOUBLE_EQ(belief_in_force(), resolve::Weights{}.belief);
  EXPECT_FALSE(*database_->undo_weights(now_)) << "there is nothing before the program's own";
  EXPECT_TRUE(database_->adopted_weights()->front().undone_at);
}

TEST_F(LearningTest, EachUndoGoesOneStepBack) {
  for (const double belief : {0.7, 0.5}) {
    resolve::Weights weights;
    weights.belief = belief;
    ASSERT_TRUE(database_->adopt_weights({0, now_, named(weights), 80, 20, 0.6, 0.5}));
  }
  EXPECT_DOUBLE_EQ(belief_in_force(), 0.5);
  EXPECT_TRUE(*database_->undo_weights(now_));
  EXPECT_DOUBLE_EQ(belief_in_force(), 0.7);
}

TEST_F(LearningTest, ADryRunAdoptsNothing) {
  use_many(200);
  const auto learned = learn_now(true);
  ASSERT_TRUE(learned);
  EXPECT_TRUE(learned->refit.better());
  EXPECT_FALSE(learned->adopted);
  EXPECT_TRUE(database_->adopted_weights()->empty());
}

TEST_F(LearningTest, TooFewOutcomesTeachNothing) {
  use_many(static_cast<int>(resolve::kLeastExamples) - 1);
  const auto learned = learn_now();
  ASSERT_TRUE(learned);
  EXPECT_EQ(learned->refit.tested_on, 0U);
  EXPECT_FALSE(learned->adopted);
}

TEST_F(LearningTest, WhatAnotherVersionRecordedOrNobodyOfferedIsLeftOutAndCounted) {
  use(true, true, resolve::kFeatureLayout + 1);
  Contact contact;
  contact.id = fmt::format("{:032x}", ++contacts_);
  contact.phone = PhoneNumber("+8613900000000");
  contact.opened_at = now_;
  database_->add_contact(contact);
  ASSERT_TRUE(
      database_->record_outcome({contact.id, "elevator", OutcomeResult::resolved, "", now_}, "network"));
  const auto learned = learn_now();
  ASSERT_TRUE(learned);
  EXPECT_EQ(learned->outcomes, 2U);
  EXPECT_EQ(learned->other_layout, 1U);
  EXPECT_EQ(learned->not_offered, 1U);
}

TEST_F(LearningTest, CreditTakenBackCountsAsNotResolved) {
  Contact contact;
  contact.phone = PhoneNumber("+8613900000001");
  contact.symptom = "没信号";
  contact.category = "network/indoor";
  for (const int visit : {0, 1}) {
    contact.id = fmt::format("{:032x}", ++contacts_);
    contact.opened_at = now_ + minutes{visit * 60};
    database_->add_contact(contact);
    ASSERT_TRUE(database_->record_outcome(
        {contact.id, "elevator", OutcomeResult::resolved, "", contact.opened_at + minutes{1}},
        "network/indoor"));
  }
  std::vector<bool> resolved;
  ASSERT_TRUE(
      database_->tries_since(now_, [&](const RecordedTry& each) { resolved.push_back(each.resolved); }));
  EXPECT_EQ(resolved, (std::vector<bool>{false, true}));
}

TEST_F(LearningTest, TheBookFollowsWhatIsAdopted) {
  WeightsBook book(*database_);
  EXPECT_DOUBLE_EQ(book.weights()->belief, resolve::Weights{}.belief);
  resolve::Weights weights;
  weights.belief = 0.25;
  ASSERT_TRUE(database_->adopt_weights({0, now_, named(weights), 80, 20, 0.6, 0.5}));
  book.refresh();
  EXPECT_DOUBLE_EQ(book.weights()->belief, 0.25);
}

TEST_F(LearningTest, NamesThatThisVersionDoesNotKnowChangeNothing) {
  EXPECT_EQ(named(weights_from({{"of-tomorrow", 3.0}, {"bias", 0.5}})).front().second, 0.5);
  EXPECT_EQ(named(weights_from({{"of-tomorrow", 3.0}})), named(resolve::Weights{}));
}

TEST_F(LearningTest, AFolderWithoutADatabaseIsNamedAndStaysEmpty) {
  const test::ScratchFolder empty;
  Settings settings;
  settings.data = empty.path();
  const auto report = learn_from_records(settings, {now_});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, Code::not_found);
  EXPECT_FALSE(std::filesystem::exists(settings.database()));
}

}  // namespace
}  // namespace firstfix::service
