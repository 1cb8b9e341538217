// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/gap_book.h"

#include <gmock/gmock.h>

#include "tests/kb/service/world.h"

namespace firstfix::service {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class GapBookTest : public World {
 protected:
  void search(const BrowseRequest& request) {
    const auto page = browse(*knowledge_->snapshot(), request, {now_, settings_.utc_offset});
    ASSERT_TRUE(page) << page.error().message;
    gaps_.heard(request, *page);
  }
  std::vector<std::string> texts() {
    database_->flush();
    std::vector<std::string> texts;
    const auto gaps = gaps_.list(30, 100).value();
    for (const KnowledgeGap& gap : gaps) texts.push_back(gap.text);
    return texts;
  }

  GapBook gaps_{*knowledge_, *database_, [this] { return now_; }};
};

TEST_F(GapBookTest, KeepsSearchesThatFoundNothingGoodMostAskedFirst) {
  search({.text = "靓号过户"});
  search({.text = "国际快递 多少钱"});
  search({.text = " 国际快递\n多少钱 "});
  search({.text = "电梯里没信号"});
  EXPECT_THAT(texts(), ElementsAre("国际快递 多少钱", "靓号过户"));
  EXPECT_EQ(gaps_.list(30, 1)->front().times, 2);
  EXPECT_EQ(gaps_.list(30, 1)->front().source, GapSource::search);
}

TEST_F(GapBookTest, AWeakMatchIsAGapToo) {
  search({.text = "电梯里打不了电话"});
  search(
      {.text = "手机屏幕碎了想换一块新的屏幕多少钱"});  // there are cases about handsets, none about screens
  EXPECT_THAT(texts(), ElementsAre("手机屏幕碎了想换一块新的屏幕多少钱"));
}

TEST_F(GapBookTest, OnlyFirstPagesOfTheWholeLibraryCount) {
  search({.text = "靓号过户", .category = "network"});
  search({.text = "靓号过户", .kind = "faq"});
  search({.text = ""});
  EXPECT_THAT(texts(), IsEmpty());
}

TEST_F(GapBookTest, KeepsWhatCallersSaidThatNoCaseWasSureOf) {
  resolve(kStranger, "想把靓号过户给别人");
  resolve(kWeakIndoors, "在家没信号，一出门就好");
  resolve(kWeakIndoors, "");
  database_->flush();
  const auto gaps = gaps_.list(30, 100).value();
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].text, "想把靓号过户给别人");
  EXPECT_EQ(gaps[0].source, GapSource::contact);
}

TEST_F(GapBookTest, AConfirmedCaseClosesTheGap) {
  const Resolution unsure = resolve(kStranger, "想把靓号过户给别人");
  ASSERT_FALSE(unsure.confident);
  ASSERT_TRUE(resolver_->record_outcome({unsure.contact.id, "elevator", OutcomeResult::resolved, "", {}}));
  EXPECT_THAT(texts(), IsEmpty());
}

TEST_F(GapBookTest, AWrittenCaseClosesTheGap) {
  search({.text = "靓号过户"});
  EXPECT_THAT(texts(), ElementsAre("靓号过户"));
  test::write_case(content_, {"transfer", "靓号过户怎么办", "靓号过户", "", "place"});
  ASSERT_TRUE(*knowledge_->refresh());
  EXPECT_THAT(texts(), IsEmpty());
}

TEST_F(GapBookTest, ForgetsWhatIsOlderThanAsked) {
  search({.text = "靓号过户"});
  now_ += std::chrono::days{31};
  EXPECT_THAT(texts(), IsEmpty());
  EXPECT_EQ(gaps_.list(60, 100)->size(), 1U);
}

TEST_F(GapBookTest, RefusesOtherDaysAndLimits) {
  EXPECT_FALSE(gaps_.list(0, 10));
  EXPECT_FALSE(gaps_.list(366, 10));
  EXPECT_FALSE(gaps_.list(30, 0));
  EXPECT_FALSE(gaps_.list(30, 501));
}

TEST(GapText, HidesWhatMayBeANumberOfAPerson) {
  EXPECT_EQ(gap_text("帮我查 138 8000 0001 的靓号"), "帮我查 … 的靓号");
  EXPECT_EQ(gap_text("身份证11010119900307123X"), "身份证…X");
  EXPECT_EQ(gap_text("10086 打不通，-110 dBm，5G"), "10086 打不通，-110 dBm，5G");
  EXPECT_EQ(gap_text(std::string(900, 'a')).size(), 200U);
}

}  // namespace
}  // namespace firstfix::service
