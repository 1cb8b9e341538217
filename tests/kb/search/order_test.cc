// SPDX-License-Identifier: GPL-3.0-or-later
// Orders other than by relevance, and the filters that the index has no terms for.
#include <chrono>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kb/search/sample_library.h"

namespace firstfix::search {
namespace {

using testing::BuiltIndex;
using ::testing::ElementsAre;
using testing::make_case;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

Timestamp day(int number) {
  return Timestamp{std::chrono::days{20'000 + number}};
}

std::shared_ptr<Case> make_dated(std::string id, std::string title, int updated, Confidence confidence) {
  auto article = make_case(std::move(id), std::move(title));
  article->updated = day(updated);
  article->confidence = confidence;
  return article;
}

Library dated_library() {
  Library library;
  library.taxonomy = Taxonomy({{"network", "网络", ""}, {"network/indoor", "室内", "network"}});
  library.cases = {make_dated("a", "信号时好时坏", 3, Confidence::validated),
                   make_dated("b", "不能上网", 1, Confidence::wip),
                   make_dated("c", "光猫不能上网", 4, Confidence::not_validated),
                   make_dated("d", "宽带不能上网", 2, Confidence::validated),
                   make_dated("e", "从前的上网办法", 5, Confidence::archived)};
  return library;
}

class Ordered : public ::testing::Test {
 protected:
  std::vector<std::string> ids(Order order, const std::string& text = "") {
    Query query;
    query.text = text;
    query.order = order;
    return index_.ids(query);
  }

  const BuiltIndex index_{dated_library()};
};

TEST_F(Ordered, ByUpdateTheLastSavedIsFirst) {
  EXPECT_THAT(ids(Order::updated), ElementsAre("c", "a", "d", "b"));
  EXPECT_THAT(ids(Order::updated, "上网"), ElementsAre("c", "d", "b"));
}

TEST_F(Ordered, ByTitleGoesAsADictionaryDoes) {
  EXPECT_THAT(ids(Order::title), ElementsAre("b", "c", "d", "a"));  // bu, guang, kuan, xin
}

TEST_F(Ordered, ByConfidenceTheSurestIsFirstAndEqualOnesStayById) {
  EXPECT_THAT(ids(Order::confidence), ElementsAre("a", "d", "c", "b"));
}

TEST_F(Ordered, PagesFitTogether) {
  std::vector<std::string> seen;
  Query query;
  query.order = Order::updated;
  query.limit = 3;
  for (query.offset = 0; query.offset < 6; query.offset += 3) {
    for (const std::string& id : index_.ids(query)) seen.push_back(id);
  }
  EXPECT_THAT(seen, ElementsAre("c", "a", "d", "b"));
}

TEST_F(Ordered, FiltersByConfidenceAndUpdate) {
  Query sure;
  sure.confidence = Confidence::validated;
  EXPECT_THAT(index_.ids(sure), ElementsAre("a", "d"));
  Query archived;
  archived.confidence = Confidence::archived;
  EXPECT_THAT(index_.ids(archived), ElementsAre("e"));
  Query recent;
  recent.text = "上网";
  recent.updated_since = day(2);
  EXPECT_THAT(index_.ids(recent), UnorderedElementsAre("c", "d"));
}

TEST_F(Ordered, CountsByConfidenceAndSinceDays) {
  Query query;
  query.count_facets = true;
  query.count_since = {day(4), day(2), day(0)};
  query.limit = 1;
  const Hits hits = index_.search(query);
  EXPECT_THAT(hits.by_confidence,
              UnorderedElementsAre(Pair("validated", 2U), Pair("not-validated", 1U), Pair("wip", 1U)));
  EXPECT_THAT(hits.by_update, ElementsAre(1U, 3U, 4U));
}

TEST(OrderOfMany, WithWordsIsOfTheBestAndEndsThere) {
  Library library = dated_library();
  library.cases.clear();
  for (int i = 0; i < 200; ++i) {
    const std::string title = i % 2 == 0 ? "光猫红灯闪" : "说说光猫";
    library.cases.push_back(make_dated(fmt::format("case{:03}", i), title, i, Confidence::validated));
  }
  const BuiltIndex index(library);
  Query query;
  query.text = "光猫红灯";
  query.order = Order::updated;
  query.limit = 100;
  const Hits hits = index.search(query);
  ASSERT_EQ(hits.hits.size(), 80U);
  EXPECT_EQ(hits.total, 80U);
  EXPECT_EQ(hits.hits.front().case_id, "case158");  // the last saved of the eighty that say it
  EXPECT_EQ(hits.hits.back().case_id, "case000");
}

}  // namespace
}  // namespace firstfix::search
