// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/retrieval_metrics.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace firstfix::service {
namespace {

constexpr std::size_t kDepth = 10;

double gain(int grade) {
  return grade > 0 ? std::exp2(grade) - 1.0 : 0.0;
}

// grades[i] stands at rank i + 1.
double discounted_gain(std::span<const int> grades) {
  double sum = 0.0;
  for (std::size_t i = 0; i < grades.size(); ++i) {
    sum += gain(grades[i]) / std::log2(2.0 + static_cast<double>(i));
  }
  return sum;
}

std::vector<int> grades_of(std::span<const std::string> ranking, const Grades& grades) {
  std::vector<int> found;
  for (const std::string& document : ranking.first(std::min(ranking.size(), kDepth))) {
    const auto grade = grades.find(document);
    found.push_back(grade == grades.end() ? 0 : grade->second);
  }
  return found;
}

// Of the best order there is.
std::vector<int> ideal(const Grades& grades) {
  std::vector<int> best;
  for (const auto& [document, grade] : grades) best.push_back(grade);
  std::ranges::sort(best, std::greater<>{});
  best.resize(std::min(best.size(), kDepth));
  return best;
}

}  // namespace

void MetricsSum::add(std::span<const std::string> ranking, const Grades& grades) {
  const auto is_relevant = [](int grade) { return grade > 0; };
  const auto relevant =
      std::ranges::count_if(grades, [&](const auto& judged) { return is_relevant(judged.second); });
  if (relevant == 0) return;
  ++sum_.queries;
  const std::vector<int> found = grades_of(ranking, grades);
  const auto first = static_cast<std::size_t>(std::ranges::find_if(found, is_relevant) - found.begin());
  if (first < found.size()) sum_.mrr_at_10 += 1.0 / static_cast<double>(first + 1);
  if (first < std::min<std::size_t>(1, found.size())) sum_.hit_at_1 += 1.0;
  if (first < std::min<std::size_t>(3, found.size())) sum_.hit_at_3 += 1.0;
  sum_.recall_at_10 +=
      static_cast<double>(std::ranges::count_if(found, is_relevant)) / static_cast<double>(relevant);
  sum_.ndcg_at_10 += discounted_gain(found) / discounted_gain(ideal(grades));
}

RetrievalMetrics MetricsSum::mean() const {
  if (sum_.queries == 0) return sum_;
  const auto count = static_cast<double>(sum_.queries);
  return {sum_.queries,           sum_.hit_at_1 / count,     sum_.hit_at_3 / count,
          sum_.mrr_at_10 / count, sum_.recall_at_10 / count, sum_.ndcg_at_10 / count};
}

}  // namespace firstfix::service
