// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/evidence_feed.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/kb/service/world.h"

namespace firstfix::service {
namespace {

constexpr const char* kOwnWords = "一关铁门就成了哑巴";  // in no case

class EvidenceFeedTest : public World {
 protected:
  EvidenceFeedTest() { learn(); }

  // A process that starts on this database.
  void learn() {
    resolver_.reset();
    feed_ = std::make_unique<EvidenceFeed>(
        *database_, settings_.half_life_days, [this] { return now_; }, category_of_);
    feed_->wait_until_loaded();
    resolver_ = std::make_unique<Resolver>(
        Resolver::Parts{*knowledge_, *database_, *track_record_, settings_, [this] { return now_; },
                        [this] { return fmt::format("{:032x}", ++contacts_); }, feed_.get()});
  }
  void record(const std::string& contact, const std::string& case_id, OutcomeResult result) {
    ASSERT_TRUE(resolver_->record_outcome({contact, case_id, result, "", {}}));
  }
  std::string first(const std::string& symptom) {
    const auto found = ids(resolve(kStranger, symptom));
    return found.empty() ? "" : found.front();
  }

  // How far past contacts with these words speak for the case.
  double share(const std::string& case_id, std::string_view words = kOwnWords) const {
    const std::vector<search::Hit> hits{{"basement", 10.0, 0.5}};
    for (const Remembered& each : feed_->memory().remembered(words, hits, now_)) {
      if (each.case_id == case_id) return each.share;
    }
    return 0.0;
  }

  const CategoryOf category_of_ = [this](const std::string& id) {
    return knowledge_->snapshot()->library->category_of(id);
  };
  std::unique_ptr<EvidenceFeed> feed_;
};

TEST_F(EvidenceFeedTest, WhatSolvedItIsFirstForTheNextWhoSaysSo) {
  const Resolution contact = resolve(kWeakIndoors, kOwnWords);
  record(contact.contact.id, "elevator", OutcomeResult::resolved);
  EXPECT_EQ(first(kOwnWords), "elevator");
}

TEST_F(EvidenceFeedTest, WhereItHelpedIsRememberedAcrossARestart) {
  const Resolution contact = resolve(kWeakIndoors, kOwnWords);
  record(contact.contact.id, "elevator", OutcomeResult::resolved);
  const resolve::FactValues here{{"area", std::string(contact.facts.value("area"))}};
  ASSERT_FALSE(here.front().second.empty());
  const auto right = [&] {
    const CasePtr article = knowledge_->snapshot()->library->find("elevator");
    const Case* const cases[] = {article.get()};
    const Date today = std::chrono::floor<std::chrono::days>(now_);
    return feed_->memory().standings(cases, today, 10, here).front().circumstances.front().right;
  };
  EXPECT_NEAR(right(), 1.0, 1e-9);
  learn();
  EXPECT_NEAR(right(), 1.0, 1e-9);
}

TEST_F(EvidenceFeedTest, WhatIsCorrectedAMonthLaterWasLearnedThen) {
  const auto helped = [this](const std::string& phone, const std::string& symptom) {
    const Resolution contact = resolve(phone, symptom);
    record(contact.contact.id, "elevator", OutcomeResult::resolved);
    return contact.contact.id;
  };
  const std::string corrected = helped(kWeakIndoors, kOwnWords);
  helped("13880010001", "电梯里没信号");
  now_ += std::chrono::days{30};
  record(corrected, "elevator", OutcomeResult::unresolved);
  const auto tried = [this] {
    const auto today = std::chrono::floor<std::chrono::days>(now_);
    return feed_->memory().standing(*knowledge_->snapshot()->library->find("elevator"), today, 10).success;
  };
  const resolve::SuccessRecord running = tried();
  learn();
  EXPECT_NEAR(running.tried, tried().tried, 1e-9) << "another day's weight was taken back";
  EXPECT_NEAR(running.resolved, tried().resolved, 1e-9);
}

TEST_F(EvidenceFeedTest, ANoteAddedAMonthLaterTeachesNothingElse) {
  const Resolution contact = resolve(kWeakIndoors, kOwnWords);
  const auto record_with = [&](OutcomeResult result, const char* note) {
    ASSERT_TRUE(resolver_->record_outcome({contact.contact.id, "elevator", result, note, {}}));
  };
  record_with(OutcomeResult::resolved, "");
  now_ += std::chrono::days{30};
  record_with(OutcomeResult::resolved, "客户回电致谢");
  const auto tried = [this] {
    const auto today = std::chrono::floor<std::chrono::days>(now_);
    return feed_->memory().standing(*knowledge_->snapshot()->library->find("elevator"), today, 10).success;
  };
  now_ += std::chrono::days{30};
  record_with(OutcomeResult::unresolved, "");
  const resolve::SuccessRecord running = tried();
  learn();
  EXPECT_NEAR(running.tried, tried().tried, 1e-9) << "the weight of another day was taken back";
  EXPECT_NEAR(running.resolved, tried().resolved, 1e-9);
}

TEST_F(EvidenceFeedTest, WhatSolvedItLongAgoIsBelievedLess) {
  const Resolution contact = resolve(kWeakIndoors, kOwnWords);
  record(contact.contact.id, "elevator", OutcomeResult::resolved);
  const auto believed = [this] {
    for (const auto& [id, belief] : resolve(kStranger, kOwnWords).contact.considered.beliefs) {
      if (id == "elevator") return belief;
    }
    return 0.0;
  };
  const double fresh = believed();
  now_ += std::chrono::days{90};
  EXPECT_LT(believed(), 0.95 * fresh) << "by more than its record alone fades";
}

TEST_F(EvidenceFeedTest, APlaceThatAnAgentTypedIsNobodyElses) {
  const Resolution contact = resolve(kWeakIndoors, kOwnWords, {{"area", "我老家学校旁边"}});
  EXPECT_EQ(contact.facts.value("area"), "我老家学校旁边");
  EXPECT_TRUE(contact.contact.considered.circumstances.empty());
}

TEST_F(EvidenceFeedTest, ACreditTakenBackCountsNoLonger) {
  const Resolution contact = resolve(kWeakIndoors, kOwnWords);
  record(contact.contact.id, "elevator", OutcomeResult::resolved);
  const double solved = share("elevator");
  EXPECT_GT(solved, 0.2);
  record(contact.contact.id, "elevator", OutcomeResult::unresolved);
  EXPECT_LT(share("elevator"), 0.5 * solved);
  EXPECT_NE(first(kOwnWords), "elevator");
  record(contact.contact.id, "elevator", OutcomeResult::resolved);
  EXPECT_DOUBLE_EQ(share("elevator"), solved);
}

TEST_F(EvidenceFeedTest, ARepeatCallTakesTheWordsBack) {
  const Resolution contact = resolve(kWeakIndoors, kOwnWords, {{"place", "elevator"}});
  record(contact.contact.id, "elevator", OutcomeResult::resolved);
  const double solved = share("elevator");
  now_ += std::chrono::days{1};
  resolve(kWeakIndoors, kOwnWords);
  database_->flush();
  feed_->catch_up();
  EXPECT_LT(share("elevator"), solved);
  const double after = share("elevator");
  learn();
  EXPECT_DOUBLE_EQ(share("elevator"), after);
}

TEST_F(EvidenceFeedTest, WhatHelpedAtTheNextCallIsWhatTheFirstOneNeeded) {
  const Resolution failed = resolve(kWeakIndoors, kOwnWords);
  record(failed.contact.id, "indoor-weak", OutcomeResult::unresolved);
  const double guessed = share("elevator");
  now_ += std::chrono::days{1};
  const Resolution next = resolve(kWeakIndoors, "电梯里打不出电话");
  record(next.contact.id, "elevator", OutcomeResult::resolved);
  EXPECT_GT(share("elevator"), guessed + 0.2);
  const double known = share("elevator");
  learn();
  EXPECT_DOUBLE_EQ(share("elevator"), known);
  record(next.contact.id, "elevator", OutcomeResult::unresolved);
  EXPECT_LT(share("elevator"), 0.5 * known);
  const double corrected = share("elevator");
  learn();
  EXPECT_DOUBLE_EQ(share("elevator"), corrected);
}

TEST_F(EvidenceFeedTest, ARestartLearnsTheTriesInTheOrderTheyHappened) {
  const Resolution failed = resolve(kWeakIndoors, kOwnWords);
  record(failed.contact.id, "indoor-weak", OutcomeResult::unresolved);
  for (int i = 0; i < 3; ++i) {
    now_ += std::chrono::hours{1};
    const Resolution other = resolve(fmt::format("1388001000{}", i), "在家没信号");
    record(other.contact.id, "indoor-weak", OutcomeResult::resolved);
  }
  const Resolution next = resolve(kWeakIndoors, "电梯里打不出电话");
  record(next.contact.id, "elevator", OutcomeResult::resolved);
  const auto rate = [this] {
    const auto today = std::chrono::floor<std::chrono::days>(now_);
    const resolve::SuccessRecord latest =
        feed_->memory().standing(*knowledge_->snapshot()->library->find("indoor-weak"), today, 10).latest;
    return latest.resolved / latest.tried;
  };
  const double running = rate();
  learn();
  EXPECT_DOUBLE_EQ(rate(), running);
}

TEST_F(EvidenceFeedTest, WhatWasLearnedOfAFailureIsTakenBackThoughTheContactWentOn) {
  constexpr const char* kInTheLift = "电梯里没信号, 进电梯电话断了";
  const Resolution contact = resolve(kWeakIndoors, kInTheLift);
  record(contact.contact.id, "indoor-weak", OutcomeResult::unresolved);
  EXPECT_GT(share("elevator", kInTheLift), 0.0);  // guessed in its place
  ASSERT_TRUE(resolver_->restate(contact.contact.id, "打电话就掉到2G, 打电话不能上网"));
  record(contact.contact.id, "handset-no-volte", OutcomeResult::resolved);
  EXPECT_EQ(share("elevator", kInTheLift), 0.0);
  EXPECT_EQ(feed_->memory().texts(), 2U);  // the failure and the success
  learn();
  EXPECT_EQ(feed_->memory().texts(), 2U);
}

TEST_F(EvidenceFeedTest, WhatHelpedLaterInTheSameCallIsWhatItNeeded) {
  const Resolution contact = resolve(kWeakIndoors, kOwnWords);
  record(contact.contact.id, "indoor-weak", OutcomeResult::unresolved);
  record(contact.contact.id, "elevator", OutcomeResult::resolved);
  const double known = share("elevator");
  EXPECT_GT(known, 0.2);
  EXPECT_EQ(feed_->memory().texts(),
            2U);  // the success and the failure, not what the failure needed once more
  learn();
  EXPECT_DOUBLE_EQ(share("elevator"), known);
}

TEST_F(EvidenceFeedTest, ARestartKeepsWhatWasLearned) {
  const Resolution contact = resolve(kWeakIndoors, kOwnWords);
  record(contact.contact.id, "elevator", OutcomeResult::resolved);
  learn();
  EXPECT_EQ(feed_->memory().texts(), 1U);
  EXPECT_EQ(first(kOwnWords), "elevator");
}

TEST_F(EvidenceFeedTest, AnotherProcessSeesTheOutcome) {
  EvidenceFeed other(
      *database_, settings_.half_life_days, [this] { return now_; }, category_of_);
  other.wait_until_loaded();
  const Resolution contact = resolve(kWeakIndoors, kOwnWords);
  record(contact.contact.id, "elevator", OutcomeResult::resolved);
  other.catch_up();
  EXPECT_EQ(other.memory().texts(), 1U);
}

TEST_F(EvidenceFeedTest, WordsOfLongAgoAreNotLoaded) {
  const Resolution contact = resolve(kWeakIndoors, kOwnWords);
  record(contact.contact.id, "elevator", OutcomeResult::resolved);
  now_ += std::chrono::days{400};
  learn();
  EXPECT_EQ(feed_->memory().texts(), 0U);
}

TEST_F(EvidenceFeedTest, NorKeptByAServerThatNeverRestarts) {
  const Resolution contact = resolve(kWeakIndoors, kOwnWords);
  record(contact.contact.id, "elevator", OutcomeResult::resolved);
  feed_->forget_old();
  EXPECT_EQ(feed_->memory().texts(), 1U);
  now_ += std::chrono::days{400};
  feed_->forget_old();
  EXPECT_EQ(feed_->memory().texts(), 0U);
  const Resolution later = resolve(kWeakIndoors, kOwnWords);
  record(later.contact.id, "elevator", OutcomeResult::resolved);
  EXPECT_EQ(feed_->memory().texts(), 1U);
}

TEST_F(EvidenceFeedTest, ContactsWithoutWordsTeachNone) {
  const Resolution contact = resolve(kWeakIndoors, "");
  record(contact.contact.id, "elevator", OutcomeResult::resolved);
  EXPECT_EQ(feed_->memory().texts(), 0U);
}

}  // namespace
}  // namespace firstfix::service
