// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/retrieval_metrics.h"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace firstfix::service {
namespace {

using Ranking = std::vector<std::string>;

RetrievalMetrics of_one(const Ranking& ranking, const Grades& grades) {
  MetricsSum sum;
  sum.add(ranking, grades);
  return sum.mean();
}

TEST(RetrievalMetrics, AreOneForThePerfectOrder) {
  const RetrievalMetrics metrics = of_one({"a", "b", "x"}, {{"b", 1}, {"a", 2}});
  EXPECT_DOUBLE_EQ(metrics.hit_at_1, 1.0);
  EXPECT_DOUBLE_EQ(metrics.hit_at_3, 1.0);
  EXPECT_DOUBLE_EQ(metrics.mrr_at_10, 1.0);
  EXPECT_DOUBLE_EQ(metrics.recall_at_10, 1.0);
  EXPECT_DOUBLE_EQ(metrics.ndcg_at_10, 1.0);
}

TEST(RetrievalMetrics, CountTheFirstRelevantRank) {
  const RetrievalMetrics metrics = of_one({"x", "y", "a", "b"}, {{"a", 1}, {"b", 1}, {"c", 1}});
  EXPECT_DOUBLE_EQ(metrics.hit_at_1, 0.0);
  EXPECT_DOUBLE_EQ(metrics.hit_at_3, 1.0);
  EXPECT_DOUBLE_EQ(metrics.mrr_at_10, 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(metrics.recall_at_10, 2.0 / 3.0);
}

// By hand: (2^1 - 1) / log2(2) + (2^3 - 1) / log2(4) over the same two the other way round.
TEST(RetrievalMetrics, WeighGradesByTwoToTheGradeLessOne) {
  const RetrievalMetrics metrics = of_one({"a", "x", "b"}, {{"a", 1}, {"b", 3}, {"x", 0}});
  EXPECT_DOUBLE_EQ(metrics.ndcg_at_10, (1.0 + 7.0 / 2.0) / (7.0 + 1.0 / std::log2(3.0)));
}

TEST(RetrievalMetrics, LookNoDeeperThanTen) {
  Ranking ranking(10, "x");
  ranking.emplace_back("a");
  const RetrievalMetrics metrics = of_one(ranking, {{"a", 1}});
  EXPECT_DOUBLE_EQ(metrics.mrr_at_10, 0.0);
  EXPECT_DOUBLE_EQ(metrics.recall_at_10, 0.0);
  EXPECT_DOUBLE_EQ(metrics.ndcg_at_10, 0.0);
}

TEST(RetrievalMetrics, AreMeansOverTheQueriesWithARelevantDocument) {
  MetricsSum sum;
  sum.add(Ranking{"a"}, {{"a", 1}});
  sum.add(Ranking{}, {{"a", 1}});
  sum.add(Ranking{"a"}, {{"a", 0}});
  sum.add(Ranking{"a"}, {});
  EXPECT_EQ(sum.mean().queries, 2U);
  EXPECT_DOUBLE_EQ(sum.mean().hit_at_1, 0.5);
}

TEST(RetrievalMetrics, AreZeroForNoQueries) {
  EXPECT_EQ(MetricsSum().mean().queries, 0U);
  EXPECT_DOUBLE_EQ(MetricsSum().mean().mrr_at_10, 0.0);
}

}  // namespace
}  // namespace firstfix::service
