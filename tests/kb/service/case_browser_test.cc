// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/case_browser.h"

#include <set>

#include <gmock/gmock.h>

#include "tests/kb/service/world.h"

namespace firstfix::service {
namespace {

using testing::HasSubstr;

class CaseBrowserTest : public World {
 protected:
  Result<CasePage> page(BrowseRequest request) { return browse(*knowledge_->snapshot(), request); }
};

TEST_F(CaseBrowserTest, ListsEverythingWithCountsWhenNothingIsAsked) {
  const auto all = page({});
  ASSERT_TRUE(all);
  EXPECT_EQ(all->total, 3U);
  ASSERT_EQ(all->categories.size(), 2U);
  EXPECT_EQ(all->categories[0].id, "network/indoor");
  EXPECT_EQ(all->categories[0].label, "移动网络 / 室内覆盖");
  EXPECT_EQ(all->categories[0].count, 2U);
  ASSERT_EQ(all->kinds.size(), 1U);
  EXPECT_EQ(all->kinds[0].label, "投诉话术");
}

TEST_F(CaseBrowserTest, MarksWhatMatches) {
  const auto found = page({"电梯"});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->cases.size(), 1U);
  std::string marked;
  for (const auto& piece : found->cases[0].title) {
    if (piece.marked) marked += piece.text;
  }
  EXPECT_EQ(marked, "电梯");
}

TEST_F(CaseBrowserTest, ABranchHoldsItsLeaves) {
  EXPECT_EQ(page({"", "network"})->total, 3U);
  EXPECT_EQ(page({"", "network/volte"})->total, 1U);
}

TEST_F(CaseBrowserTest, CursorsWalkThroughEachCaseOnce) {
  std::multiset<std::string> seen;
  BrowseRequest request;
  request.limit = 2;
  do {
    const auto part = page(request);
    ASSERT_TRUE(part) << part.error().message;
    for (const CaseSummary& summary : part->cases) seen.insert(summary.article->id);
    request.cursor = part->next_cursor;
  } while (!request.cursor.empty());
  EXPECT_THAT(seen, testing::ElementsAre("elevator", "handset-no-volte", "indoor-weak"));
}

TEST_F(CaseBrowserTest, ACursorOfAnOlderLibraryIsRefusedNotGuessed) {
  BrowseRequest request;
  request.limit = 1;
  request.cursor = page(request)->next_cursor;
  test::write_case(content_, {"metro", "地铁里信号断", "坐地铁没网", "", "place"});
  ASSERT_TRUE(*knowledge_->refresh());
  const auto stale = page(request);
  ASSERT_FALSE(stale);
  EXPECT_THAT(stale.error().message, HasSubstr("cursor"));
}

TEST_F(CaseBrowserTest, RefusesUnknownFilters) {
  for (const BrowseRequest& request :
       {BrowseRequest{"", "moon"}, BrowseRequest{"", "", "poem"}, BrowseRequest{"", "", "", "cat"},
        BrowseRequest{"", "", "", "", 0}, BrowseRequest{"", "", "", "", 101},
        BrowseRequest{"", "", "", "", 10, "zzz"}, BrowseRequest{"", "", "", "", 10, "00000000000000000"}}) {
    EXPECT_FALSE(page(request));
  }
}

}  // namespace
}  // namespace firstfix::service
