// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/evidence.h"

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace firstfix::search {
namespace {

constexpr Timestamp kNow{std::chrono::seconds{1'795'334'400}};

class EvidenceTest : public ::testing::Test {
 protected:
  void add(const std::string& key, const std::string& case_id, const std::string& text, int days_ago = 0) {
    index_.add({key, text, kNow - std::chrono::days{days_ago}, {{case_id}}});
  }
  std::string_view first(const std::string& text) const {
    const auto near = index_.nearest(text, kNow);
    return near.empty() ? std::string_view() : near.front().case_id;
  }
  EvidenceIndex index_{30.0};
};

TEST_F(EvidenceTest, TheSameWordsAreNearest) {
  add("1", "elevator", "电梯里打不出电话");
  add("2", "basement", "地下车库没有信号");
  const auto near = index_.nearest("电梯里打不出电话", kNow);
  ASSERT_FALSE(near.empty());
  EXPECT_EQ(near.front().case_id, "elevator");
  EXPECT_NEAR(near.front().similarity, 1.0, 1e-6);
  EXPECT_DOUBLE_EQ(near.front().recency, 1.0);
}

TEST_F(EvidenceTest, WordsThatNobodySaidBringUpNothing) {
  add("1", "elevator", "电梯里打不出电话");
  EXPECT_TRUE(index_.nearest("宽带账号", kNow).empty());
  EXPECT_TRUE(index_.nearest("", kNow).empty());
  EXPECT_TRUE(index_.nearest("！？…", kNow).empty());
}

TEST_F(EvidenceTest, WhatIsRemovedNoLongerCounts) {
  add("1", "elevator", "电梯里打不出电话");
  index_.remove("1");
  index_.remove("never there");
  EXPECT_TRUE(index_.nearest("电梯里打不出电话", kNow).empty());
  EXPECT_EQ(index_.size(), 0U);
}

TEST_F(EvidenceTest, TheSameKeyAgainReplacesAndCountsOnce) {
  add("1", "elevator", "电梯里打不出电话");
  add("1", "elevator", "电梯里打不出电话");
  EXPECT_EQ(index_.size(), 1U);
  EXPECT_EQ(index_.nearest("电梯里打不出电话", kNow).size(), 1U);
}

TEST_F(EvidenceTest, ANewCaseIsLikelyUntilCasesRecur) {
  EXPECT_DOUBLE_EQ(index_.chance_of_new_case(), 1.0);
  add("1", "elevator", "电梯里打不出电话");
  add("2", "basement", "地下车库没有信号");
  EXPECT_DOUBLE_EQ(index_.chance_of_new_case(), 1.0);
  add("3", "basement", "车库没信号");
  add("4", "elevator", "在电梯打不了电话");
  EXPECT_DOUBLE_EQ(index_.chance_of_new_case(), 0.0);
  index_.remove("4");
  EXPECT_DOUBLE_EQ(index_.chance_of_new_case(), 1.0 / 3.0);
}

TEST_F(EvidenceTest, WhatATextSaysForManyCasesLeavesRoomForOthers) {
  std::vector<TextCredit> many;
  for (int i = 0; i < 8; ++i) many.push_back({"case " + std::to_string(i), 0.1, true});
  for (int i = 0; i < 150; ++i) index_.add({"guess" + std::to_string(i), "没信号", kNow, many});
  add("1", "elevator", "没信号了", 1);
  const auto near = index_.nearest("没信号", kNow);
  EXPECT_EQ(near.size(), 8U * 150U + 1U);
  EXPECT_TRUE(std::ranges::any_of(near, [](const Neighbour& each) { return each.case_id == "elevator"; }));
}

TEST_F(EvidenceTest, ATextMayChangeWhatItSaysForCases) {
  index_.add({"1", "电梯里打不出电话", kNow, {{"basement", 1.0, false}, {"elevator", 0.5, true}}});
  const auto said_for = [&](std::string_view case_id) {
    double said = 0.0;
    for (const Neighbour& near : index_.nearest("电梯里打不出电话", kNow)) {
      if (near.case_id == case_id && near.solved) said += near.weight;
    }
    return said;
  };
  EXPECT_DOUBLE_EQ(said_for("elevator"), 0.5);
  index_.credit("1", {{"basement", 1.0, false}});
  EXPECT_DOUBLE_EQ(said_for("elevator"), 0.0);
  index_.credit("1", {{"basement", 1.0, false}, {"elevator", 0.25, true}, {"lift", 0.75, true}});
  EXPECT_DOUBLE_EQ(said_for("elevator"), 0.25);
  EXPECT_DOUBLE_EQ(said_for("lift"), 0.75);
  index_.credit("never there", {{"lift", 1.0, true}});
  EXPECT_EQ(index_.size(), 1U);
  EXPECT_DOUBLE_EQ(index_.chance_of_new_case(), 1.0);
}

TEST_F(EvidenceTest, AnOldConfirmationCountsLessThanANewOne) {
  add("1", "a-old", "晚上网速特别慢", 60);
  add("2", "b-new", "晚上网速特别慢");
  const auto near = index_.nearest("晚上网速特别慢", kNow);
  ASSERT_EQ(near.size(), 2U);
  EXPECT_EQ(near[0].case_id, "b-new");
  EXPECT_NEAR(near[1].recency, near[0].recency / 4.0, 1e-6) << "two half-lives";
}

TEST_F(EvidenceTest, WhatIsSaidBeforeAnyCaseAlikeSaysLittle) {
  EvidenceIndex one_case(30.0);
  for (int i = 0; i < 80; ++i) {
    const std::string number = std::to_string(i % 8);
    const std::string text = "都好几天了故障" + number;
    add(std::to_string(i), "case " + number, text);
    // The same texts, but here nobody with another case says so.
    one_case.add({std::to_string(i), text, kNow, {{"slow"}}});
    one_case.add({"other" + std::to_string(i), "换了套餐" + number, kNow, {{"case " + number}}});
  }
  const double spread = index_.nearest("都好几天了宽带上不了网", kNow).front().similarity;
  const double alone = one_case.nearest("都好几天了宽带上不了网", kNow).front().similarity;
  EXPECT_LT(spread, alone / 4.0);
  EXPECT_EQ(first("都好几天了故障3"), "case 3") << "what tells is what is left";
}

TEST_F(EvidenceTest, WhileAllHaveOneCaseEveryWordTells) {
  add("1", "elevator", "电梯里打不出电话");
  const double before = index_.nearest("电梯里没信号", kNow).front().similarity;
  for (int i = 2; i < 30; ++i) add(std::to_string(i), "elevator", "电梯里打不出电话");
  EXPECT_GT(index_.nearest("电梯里没信号", kNow).front().similarity, before / 2.0);
}

TEST_F(EvidenceTest, WhatTwoCasesSharedTellsAgainWhenOneIsForgotten) {
  for (int i = 0; i < 30; ++i) {
    add("a" + std::to_string(i), "elevator", "电梯里打不出电话");
    add("b" + std::to_string(i), "basement", "电梯里打不出电话");
  }
  const double shared = index_.nearest("电梯里没信号", kNow).front().similarity;
  for (int i = 0; i < 30; ++i) index_.remove("b" + std::to_string(i));
  for (int i = 30; i < 60; ++i) add("a" + std::to_string(i), "elevator", "电梯里打不出电话");
  EXPECT_GT(index_.nearest("电梯里没信号", kNow).front().similarity, 2.0 * shared);
}

TEST_F(EvidenceTest, AmongManyEqualTextsTheNewestAreFound) {
  for (int i = 0; i < 12'000; ++i) add("old" + std::to_string(i), "a-old", "没信号", 300);
  for (int i = 0; i < 100; ++i) add("new" + std::to_string(i), "b-new", "没信号");
  EXPECT_EQ(first("没信号"), "b-new");
}

TEST_F(EvidenceTest, OfManyTheMostAlikeAreFoundWhicheverCameFirst) {
  for (int i = 0; i < 50; ++i) add("same" + std::to_string(i), "same", "电梯里没信号");
  for (int i = 0; i < 1'000; ++i) add("like" + std::to_string(i), "like", "电梯里没信号，广告牌下面也一样");
  const auto near = index_.nearest("电梯里没信号", kNow);
  ASSERT_GT(near.size(), 50U);
  EXPECT_TRUE(std::all_of(near.begin(), near.begin() + 50,
                          [](const Neighbour& each) { return each.case_id == "same"; }));
  EXPECT_EQ(near[50].case_id, "like");
}

TEST_F(EvidenceTest, WhatIsRemovedDoesNotStandInTheWay) {
  add("left", "left", "没信号", 10);
  for (int i = 0; i < 1'000; ++i) add("gone" + std::to_string(i), "gone", "没信号");
  for (int i = 0; i < 1'000; ++i) index_.remove("gone" + std::to_string(i));
  EXPECT_EQ(first("没信号"), "left");
  EXPECT_EQ(index_.nearest("没信号", kNow).size(), 1U);
}

TEST_F(EvidenceTest, OneSearchLeavesNothingToTheNext) {
  for (int i = 0; i < 20; ++i) {
    add("a" + std::to_string(i), "elevator", "电梯里打不出电话" + std::to_string(i));
    add("b" + std::to_string(i), "basement", "地下车库没有信号" + std::to_string(i), i < 15 ? 400 : 0);
  }
  const auto similarities = [&](const std::string& text) {
    std::vector<std::pair<std::string_view, double>> found;
    for (const Neighbour& each : index_.nearest(text, kNow))
      found.emplace_back(each.case_id, each.similarity);
    return found;
  };
  const auto before = similarities("电梯里打不出电话3");
  EXPECT_NE(similarities("地下车库的电梯没有信号"), before);
  EXPECT_EQ(similarities("电梯里打不出电话3"), before);
  // And where the terms have other numbers since.
  for (int i = 0; i < 16; ++i) index_.remove("a" + std::to_string(i));
  index_.forget_before(kNow - std::chrono::days{360});
  ASSERT_EQ(index_.stored(), index_.size());
  EXPECT_EQ(first("地下车库没有信号17"), "basement");
  EXPECT_EQ(first("电梯里打不出电话17"), "elevator");
}

TEST_F(EvidenceTest, WhatIsOldIsForgottenAndTheRestIsAsIfItHadNeverBeen) {
  EvidenceIndex young(30.0);
  const auto text_of = [](int i) {
    return std::to_string(i) + (i % 2 == 0 ? "号电梯里打不出电话" : "号地下车库没有信号");
  };
  for (int i = 0; i < 90; ++i) {
    const bool old = i % 3 != 0;
    const Confirmation said{std::to_string(i),
                            text_of(i),
                            kNow - std::chrono::days{old ? 400 : i},
                            {{i % 2 == 0 ? "elevator" : "basement"}, {"refarming", 0.5, false}}};
    index_.add(said);
    if (!old) young.add(said);
  }
  index_.forget_before(kNow - std::chrono::days{360});
  EXPECT_EQ(index_.size(), 30U);
  EXPECT_EQ(index_.stored(), 30U);
  EXPECT_DOUBLE_EQ(index_.chance_of_new_case(), young.chance_of_new_case());
  for (const int i : {0, 3, 42}) {
    const auto near = index_.nearest(text_of(i), kNow);
    const auto expected = young.nearest(text_of(i), kNow);
    ASSERT_EQ(near.size(), expected.size());
    EXPECT_EQ(near.front().case_id, expected.front().case_id);
    EXPECT_EQ(near.front().solved, expected.front().solved);
    EXPECT_NEAR(near.front().similarity, expected.front().similarity, 0.02);
    EXPECT_DOUBLE_EQ(near.front().recency, expected.front().recency);
  }
  index_.credit("3", {{"elevator"}});
  add("91", "elevator", text_of(91));
  EXPECT_EQ(first(text_of(3)), "elevator");
  EXPECT_EQ(first(text_of(91)), "elevator");
}

TEST_F(EvidenceTest, AFewOldTextsOnlyStopCounting) {
  for (int i = 0; i < 10; ++i) add(std::to_string(i), "elevator", "电梯里打不出电话", i < 2 ? 400 : 1);
  index_.forget_before(kNow - std::chrono::days{360});
  EXPECT_EQ(index_.size(), 8U);
  EXPECT_EQ(index_.stored(), 10U);
  EXPECT_EQ(index_.nearest("电梯里打不出电话", kNow).size(), 8U);
}

TEST_F(EvidenceTest, AllMayBeForgotten) {
  add("1", "elevator", "电梯里打不出电话", 400);
  index_.forget_before(kNow);
  EXPECT_TRUE(index_.nearest("电梯里打不出电话", kNow).empty());
  EXPECT_EQ(index_.stored(), 0U);
  add("1", "elevator", "电梯里打不出电话");
  EXPECT_EQ(first("电梯里打不出电话"), "elevator");
}

TEST_F(EvidenceTest, LongTextsAreCutNotRefused) {
  std::string text;
  for (int i = 0; i < 3'000; ++i) text += "信";
  add("1", "long", text + "\xE4\xBF");
  EXPECT_EQ(first(text), "long");
}

TEST_F(EvidenceTest, SearchesRunWhileTextsComeAndGo) {
  add("steady", "elevator", "电梯里打不出电话");
  std::atomic<bool> stop = false;
  std::atomic<int> missed = 0;
  std::vector<std::jthread> readers;
  for (int i = 0; i < 8; ++i) {
    readers.emplace_back([&] {
      while (!stop) {
        if (first("电梯里打不出电话") != "elevator") ++missed;
      }
    });
  }
  for (int i = 0; i < 300; ++i) {
    add(std::to_string(i), "other", "车库里没有信号" + std::to_string(i));
    if (i % 3 == 0) index_.remove(std::to_string(i));
  }
  stop = true;
  readers.clear();
  EXPECT_EQ(missed, 0);
  EXPECT_EQ(index_.size(), 201U);
}

}  // namespace
}  // namespace firstfix::search
