// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <unordered_map>

namespace firstfix::service {

// What assessors said of one query: document -> grade. 0 is not relevant; what is not named is neither.
using Grades = std::unordered_map<std::string, int>;

// Means over the queries that have a relevant document.
struct RetrievalMetrics {
  std::size_t queries = 0;
  double hit_at_1 = 0.0;
  double hit_at_3 = 0.0;
  double mrr_at_10 = 0.0;     // 1 / rank of the first relevant document
  double recall_at_10 = 0.0;  // share of all relevant documents
  double ndcg_at_10 = 0.0;    // gain 2^grade - 1, discount log2(1 + rank) (Burges et al. 2005)
};

// Adds up queries, one thread.
class MetricsSum {
 public:
  // `ranking` best first. A query without a relevant document has no defined value and is left out.
  void add(std::span<const std::string> ranking, const Grades& grades);
  // All zero when nothing was added.
  RetrievalMetrics mean() const;

 private:
  RetrievalMetrics sum_;
};

}  // namespace firstfix::service
