// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/case_memory.h"

#include <algorithm>
#include <cmath>

#include "kb/resolve/weights.h"

namespace firstfix::service {
namespace {

constexpr std::string_view kAll = "//";    // no case and no category is called so
constexpr double kLatestTries = 12.0;      // half-life
constexpr double kLatestContacts = 200.0;  // half-life
constexpr double kTrendStrength = 20.0;    // contacts that the long record counts for among the latest
constexpr double kTrendFloor = 0.01;       // shares below it are noise
constexpr double kLikeness = 2.5;          // a text of similarity 0.5 counts a sixth of the same words
constexpr double kOwnWords = 3.0;          // contacts that the cases' own words count for

Date day_of(Timestamp at) {
  return std::chrono::floor<std::chrono::days>(at);
}

std::string category_key(const std::string& category) {
  return "/" + category;
}

}  // namespace

CaseMemory::CaseMemory(Date today, double half_life_days)
    : landmark_(today),
      half_life_days_(half_life_days),
      texts_(half_life_days),
      records_(today, half_life_days),
      right_(today, half_life_days),
      latest_(kLatestTries),
      latest_right_(kLatestContacts) {}

void CaseMemory::learn(const Lesson& lesson) {
  count(lesson, 1.0);
}

void CaseMemory::forget(const Lesson& lesson) {
  count(lesson, -1.0);
}

void CaseMemory::count(const Lesson& lesson, double times) {
  const resolve::Beliefs credits = resolve::credit(lesson.beliefs, lesson.case_id, lesson.resolved,
                                                   resolve::Weights{}.right_case_resolves);
  for (const auto& [id, belief] : credits) {
    const std::string key = lesson.key + " " + id;
    if (times > 0.0) {
      texts_.add({key, id, lesson.symptom, lesson.at, belief});
    } else {
      texts_.remove(key);
    }
  }
  const Date day = day_of(lesson.at);
  const double resolved = lesson.resolved ? 1.0 : 0.0;
  const resolve::SuccessRecord tried{times * resolved, times, times * lesson.expected};
  const std::unique_lock lock(mutex_);
  records_.add(lesson.case_id, day, tried);
  records_.add(category_key(lesson.category), day, tried);
  records_.add(kAll, day, tried);
  if (times > 0.0) {
    latest_.add(lesson.case_id, tried);
  } else {
    latest_.correct(lesson.case_id, -resolved);
  }
  change(everybody_, lesson.facts, day, times);
  for (const auto& [id, belief] : credits) {
    right_.add(id, day, {0.0, times * belief, 0.0});
    right_.add(kAll, day, {0.0, times * belief, 0.0});
    latest_right_.add(id, times * belief);
    change(profiles_[id], lesson.facts, day, times * belief);
  }
}

void CaseMemory::change(resolve::FactProfilePtr& profile, const ChoiceFacts& facts, Date day,
                        double times) const {
  auto fresh = profile == nullptr ? std::make_shared<resolve::FactProfile>(landmark_, half_life_days_)
                                  : std::make_shared<resolve::FactProfile>(*profile);
  fresh->add(facts, day, times);
  profile = std::move(fresh);
}

CaseStanding CaseMemory::standing(const std::string& case_id, const std::string& category, Date today,
                                  std::size_t library_cases) const {
  const std::shared_lock lock(mutex_);
  CaseStanding standing;
  standing.success = records_.at(case_id, today);
  standing.category = records_.at(category_key(category), today);
  standing.latest = latest_.at(case_id);
  const auto cases = static_cast<double>(std::max<std::size_t>(1, library_cases));
  const double share = (right_.at(case_id, today).tried + 1.0) / (right_.at(kAll, today).tried + cases);
  standing.popularity = share * cases;
  const double lately =
      (latest_right_.count(case_id) + kTrendStrength * share) / (latest_right_.total() + kTrendStrength);
  standing.trend = (lately + kTrendFloor) / (share + kTrendFloor);
  const auto profile = profiles_.find(case_id);
  if (profile != profiles_.end()) standing.profile = profile->second;
  return standing;
}

resolve::SuccessRecord CaseMemory::of_library(Date today) const {
  const std::shared_lock lock(mutex_);
  return records_.at(kAll, today);
}

resolve::FactProfilePtr CaseMemory::everybody() const {
  const std::shared_lock lock(mutex_);
  return everybody_;
}

std::vector<Remembered> CaseMemory::remembered(std::string_view symptom, Timestamp now) const {
  std::unordered_map<std::string, double> sums;
  double all = kOwnWords;
  for (const search::Neighbour& near : texts_.nearest(symptom, now)) {
    const double counts = near.weight * near.recency * std::pow(near.similarity, kLikeness);
    sums[near.case_id] += counts;
    all += counts;
  }
  std::vector<Remembered> remembered;
  for (const auto& [case_id, sum] : sums) remembered.push_back({case_id, sum / all});
  std::ranges::sort(remembered, [](const Remembered& a, const Remembered& b) {
    return a.share != b.share ? a.share > b.share : a.case_id < b.case_id;
  });
  return remembered;
}

}  // namespace firstfix::service
