// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/case_browser.h"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "tests/kb/service/world.h"

namespace firstfix::service {
namespace {

using testing::ElementsAre;

class CaseBrowserTest : public World {
 protected:
  Result<CasePage> page(BrowseRequest request) { return browse(*knowledge_->snapshot(), request, local_); }
  std::vector<std::string> ids(const CasePage& page) {
    std::vector<std::string> ids;
    for (const CaseSummary& summary : page.cases) ids.push_back(summary.article->id);
    return ids;
  }

  std::filesystem::path file_of(const std::string& id) {
    for (const auto& file : std::filesystem::recursive_directory_iterator(content_.path() / "cases")) {
      if (file.path().stem() == id) return file.path();
    }
    return {};
  }

  const LocalNow local_{system_clock()(), std::chrono::hours{8}};  // files are saved by the wall's
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

TEST_F(CaseBrowserTest, ACursorGoesOnWhereItWasWhenCasesWereAdded) {
  BrowseRequest request;
  request.limit = 2;
  const auto first = page(request);
  EXPECT_THAT(ids(*first), ElementsAre("elevator", "handset-no-volte"));
  test::write_case(content_, {"a-lift", "电梯里断线", "坐电梯没网", "", "place"});
  test::write_case(content_, {"metro", "地铁里信号断", "坐地铁没网", "", "place"});
  ASSERT_TRUE(*knowledge_->refresh());
  request.cursor = first->next_cursor;
  const auto second = page(request);
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_THAT(ids(*second),
              ElementsAre("indoor-weak", "metro"));  // by a number alone: handset-no-volte again
  EXPECT_EQ(second->next_cursor, "");
}

TEST_F(CaseBrowserTest, ACursorGoesOnBehindWhatIsLeftWhenCasesWereRemoved) {
  BrowseRequest request;
  request.limit = 2;
  request.cursor = page(request)->next_cursor;
  ASSERT_TRUE(std::filesystem::remove(file_of("handset-no-volte")));
  ASSERT_TRUE(*knowledge_->refresh());
  const auto second = page(request);
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_THAT(ids(*second), ElementsAre("indoor-weak"));  // by a number alone: nothing
}

TEST_F(CaseBrowserTest, ShowsNewestFirstAndNarrowsToWhatWasSavedOfLate) {
  test::write_case(content_, {"metro", "地铁里信号断", "坐地铁没网", "", "place"});
  std::filesystem::last_write_time(file_of("metro"),
                                   std::filesystem::file_time_type::clock::now() - std::chrono::days{40});
  ASSERT_TRUE(*knowledge_->refresh());
  BrowseRequest request;
  request.sort = "updated";
  const auto all = page(request);
  ASSERT_TRUE(all);
  EXPECT_EQ(ids(*all).back(), "metro");
  EXPECT_EQ(*all->cases.back().updated, local_.day_of(local_.now - std::chrono::days{40}));
  ASSERT_EQ(all->updates.size(), 3U);
  EXPECT_EQ(all->updates[1].days, 30);
  EXPECT_EQ(all->updates[1].count, 3U);
  EXPECT_EQ(all->updates[2].count, 4U);
  request.updated_since = to_string(all->updates[1].since);
  EXPECT_EQ(page(request)->total, 3U);
}

TEST_F(CaseBrowserTest, CountsAndNarrowsByConfidence) {
  const auto all = page({});
  ASSERT_EQ(all->confidences.size(), 1U);
  EXPECT_EQ(all->confidences[0].id, "validated");
  EXPECT_EQ(all->confidences[0].label, "已验证");
  EXPECT_EQ(page({.confidence = "validated"})->total, 3U);
  EXPECT_EQ(page({.confidence = "wip"})->total, 0U);
}

TEST_F(CaseBrowserTest, RefusesUnknownFiltersOrdersAndCursors) {
  for (const BrowseRequest& request :
       {BrowseRequest{.category = "moon"}, BrowseRequest{.kind = "poem"}, BrowseRequest{.audience = "cat"},
        BrowseRequest{.limit = 0}, BrowseRequest{.limit = 101}, BrowseRequest{.cursor = "zzz"},
        BrowseRequest{.cursor = "00000000000000000"}, BrowseRequest{.cursor = "0000000000000000ffffffff"},
        BrowseRequest{.confidence = "sure"}, BrowseRequest{.updated_since = "2026-02-30"},
        BrowseRequest{.sort = "random"}}) {
    EXPECT_FALSE(page(request));
  }
}

}  // namespace
}  // namespace firstfix::service
