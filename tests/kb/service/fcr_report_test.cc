// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/fcr_report.h"

#include <gmock/gmock.h>

#include "tests/kb/service/world.h"

namespace firstfix::service {
namespace {

using testing::HasSubstr;

class FcrTest : public World {
 protected:
  FcrReport report(FcrRequest request = {}) {
    database_->flush();
    auto report = fcr_report(*database_, *knowledge_->snapshot()->library, settings_, request, now_);
    if (!report) throw std::runtime_error(report.error().message);
    return *std::move(report);
  }
  std::string solved(const char* phone, const std::string& symptom = "电梯里没信号") {
    const Resolution contact = resolve(phone, symptom);
    const auto best = ids(contact).front();
    EXPECT_TRUE(resolver_->record_outcome({contact.contact.id, best, OutcomeResult::resolved, "", {}}));
    return best;
  }
  resolve::SuccessRecord record_of(const std::string& case_id) {
    return track_record_->of(case_id, "network/indoor", std::chrono::floor<std::chrono::days>(now_)).first;
  }
};

TEST_F(FcrTest, ARepeatCallTakesTheCreditAndTheSuccessBack) {
  const std::string best = solved(kStranger);
  EXPECT_EQ(report().total.provisional, 1);
  EXPECT_DOUBLE_EQ(record_of(best).resolved, 1);
  now_ += std::chrono::days{2};
  resolve(kStranger, "电梯里还是没信号");
  EXPECT_EQ(report().total.taken_back, 1);
  EXPECT_EQ(report().total.provisional_rate(), 0.0);
  EXPECT_DOUBLE_EQ(record_of(best).resolved, 0);
  EXPECT_GT(record_of(best).tried, 0.9);
}

TEST_F(FcrTest, TheCategoryOfACorrectionMovesAsInTheFile) {
  solved(kStranger);
  database_->flush();
  const auto contact = database_->contact(std::string(31, '0') + "1").value();
  ASSERT_TRUE(contact);
  // The article moved to another category before the agent corrected the outcome.
  ASSERT_TRUE(database_->record_outcome({contact->id, "elevator", OutcomeResult::unresolved, "", now_},
                                        "network/volte"));
  const Date today = std::chrono::floor<std::chrono::days>(now_);
  EXPECT_DOUBLE_EQ(track_record_->of("elevator", "network/indoor", today).second.tried, 0);
  EXPECT_DOUBLE_EQ(track_record_->of("elevator", "network/volte", today).second.tried, 1);
}

TEST_F(FcrTest, LinesSayWhatTheyMean) {
  solved(kStranger);
  const FcrReport by_category = report({{}, {}, FcrKey::category});
  ASSERT_EQ(by_category.lines.size(), 1U);
  EXPECT_EQ(by_category.lines[0].key, "network/indoor");
  EXPECT_EQ(by_category.lines[0].label, "移动网络 / 室内覆盖");
  EXPECT_EQ(report({{}, {}, FcrKey::case_id}).lines[0].label, "电梯信号中断");
  EXPECT_EQ(report({{}, {}, FcrKey::channel}).lines[0].label, "热线");
  EXPECT_THAT(report({{}, {}, FcrKey::region}).lines[0].label, HasSubstr("四川"));
  EXPECT_EQ(report({{}, {}, FcrKey::agent}).lines[0].label, "未知");
}

TEST_F(FcrTest, DaysAreLocalAndThirtyByDefault) {
  now_ = *parse_rfc3339("2026-11-22T17:00:00Z");  // the 23rd in China
  solved(kStranger);
  const FcrReport found = report();
  ASSERT_EQ(found.lines.size(), 1U);
  EXPECT_EQ(found.lines[0].key, "2026-11-23");
  EXPECT_EQ(to_string(found.from), "2026-10-25");
  now_ += std::chrono::days{31};
  EXPECT_TRUE(report().lines.empty());
}

TEST_F(FcrTest, RefusesSpansThatMakeNoSense) {
  const auto library = knowledge_->snapshot()->library;
  for (const auto& [from, to] :
       {std::pair{"2026-11-22", "2026-11-21"}, std::pair{"2024-01-01", "2026-11-21"}}) {
    const auto refused =
        fcr_report(*database_, *library, settings_, {parse_date(from), parse_date(to), FcrKey::day}, now_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::invalid);
  }
}

}  // namespace
}  // namespace firstfix::service
