// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/case_memory.h"

#include <algorithm>
#include <cmath>

#include "kb/resolve/occurrence.h"
#include "kb/resolve/weights.h"

namespace firstfix::service {
namespace {

constexpr std::string_view kAll = "//";    // no case and no category is called so
constexpr double kLatestTries = 12.0;      // half-life
constexpr double kLatestContacts = 200.0;  // half-life
constexpr double kTrendStrength = 20.0;    // contacts that the long record counts for among the latest
constexpr double kTrendFloor = 0.01;       // shares below it are noise
// The balance between past contacts and the cases' own words (kb/search/README.md, "Evidence").
constexpr double kByChance = 0.15;         // similarity of texts about different troubles: tells nothing
constexpr double kLikeness = 3.0;          // a text of similarity 0.5 counts a fourteenth of the same words
constexpr double kDiscount = 0.25;         // the nth text of a case counts 1 / n^0.25
constexpr double kOwnCoverage = 1.8;       // a case that has half of what was said counts 0.29
constexpr double kOwnScore = 3.0;          // and one at 80 % of the best score half as much as the best
constexpr double kOwnWords = 0.15;         // texts that a case with all that was said counts for
constexpr double kUnconfirmed = 0.3;       // and so many more where the right case has never been confirmed
constexpr double kNobodysWords = 0.02;     // what speaks for no case at all
constexpr double kGuessed = 0.25;          // of a credit that a failure of another case gave
constexpr double kOwnAfterFailures = 3.0;  // times as much more where such contacts only failed

Date day_of(Timestamp at) {
  return std::chrono::floor<std::chrono::days>(at);
}

// What a text of that similarity counts of one with the same words.
double likeness(double similarity) {
  return std::pow(std::max(0.0, similarity - kByChance) / (1.0 - kByChance), kLikeness);
}

// How much the cases' own words say, all hits together.
double own_words(std::span<const search::Hit> hits) {
  if (hits.empty() || hits.front().score <= 0.0) return 0.0;
  double sum = 0.0;
  for (const search::Hit& hit : hits) sum += std::pow(hit.score / hits.front().score, kOwnScore);
  return sum * std::pow(hits.front().text_coverage.value_or(0.0), kOwnCoverage);
}

std::string category_key(const std::string& category) {
  return "/" + category;
}

resolve::Beliefs credits_of(const Lesson& lesson) {
  return resolve::credit(lesson.beliefs, lesson.case_id, lesson.resolved,
                         resolve::Weights{}.right_case_resolves, lesson.sequel);
}

// What failed counts against the case used, and for those that are guessed in its place less than whole:
// guesses that nothing confirms must not become the memory that the next guess is made from.
std::vector<search::TextCredit> text_credits(const Lesson& lesson, const resolve::Beliefs& credits) {
  std::vector<search::TextCredit> said{{lesson.case_id, 1.0, lesson.resolved}};
  const double certain = lesson.sequel.solved.empty() ? kGuessed : 1.0;
  for (const auto& [id, belief] : credits) {
    if (id != lesson.case_id) said.push_back({id, certain * belief, true});
  }
  return said;
}

}  // namespace

CaseMemory::CaseMemory(Date today, double half_life_days)
    : landmark_(today),
      half_life_days_(half_life_days),
      texts_(half_life_days),
      records_(today, half_life_days),
      right_(today, half_life_days),
      latest_(kLatestTries),
      latest_right_(kLatestContacts),
      circumstances_(today, half_life_days) {}

void CaseMemory::learn(const Lesson& lesson) {
  const resolve::Beliefs credits = credits_of(lesson);
  texts_.add({lesson.key, lesson.symptom, lesson.at, text_credits(lesson, credits)});
  count_use(lesson, 1.0);
  count_credits(lesson, credits, 1.0);
}

void CaseMemory::forget(const Lesson& lesson) {
  texts_.remove(lesson.key);
  count_credits(lesson, credits_of(lesson), -1.0);
  count_use(lesson, -1.0);
}

void CaseMemory::correct(const Lesson& before, const Lesson& now) {
  count_credits(before, credits_of(before), -1.0);
  if (before.resolved != now.resolved || day_of(before.at) != day_of(now.at)) {
    count_use(before, -1.0);
    count_use(now, 1.0);
  }
  const resolve::Beliefs credits = credits_of(now);
  texts_.credit(now.key, text_credits(now, credits));
  count_credits(now, credits, 1.0);
}

void CaseMemory::count_use(const Lesson& lesson, double times) {
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
  circumstances_.count(lesson.circumstances, lesson.facts, day, times);
}

void CaseMemory::count_credits(const Lesson& lesson, const resolve::Beliefs& credits, double times) {
  const Date day = day_of(lesson.at);
  const std::unique_lock lock(mutex_);
  for (const auto& [id, belief] : credits) {
    right_.add(id, day, {0.0, times * belief, 0.0});
    right_.add(kAll, day, {0.0, times * belief, 0.0});
    latest_right_.add(id, times * belief);
    change(profiles_[id], lesson.facts, day, times * belief);
    circumstances_.credit(lesson.circumstances, id, day, times * belief);
  }
}

void CaseMemory::change(resolve::FactProfilePtr& profile, const ChoiceFacts& facts, Date day,
                        double times) const {
  auto fresh = profile == nullptr ? std::make_shared<resolve::FactProfile>(landmark_, half_life_days_)
                                  : std::make_shared<resolve::FactProfile>(*profile);
  fresh->add(facts, day, times);
  profile = std::move(fresh);
}

CaseStanding CaseMemory::standing(const Case& article, Date today, std::size_t library_cases) const {
  const double new_case = texts_.chance_of_new_case();
  const std::shared_lock lock(mutex_);
  return standing_of(article, common(today, library_cases, new_case));
}

std::vector<CaseStanding> CaseMemory::standings(std::span<const Case* const> cases, Date today,
                                                std::size_t library_cases,
                                                const resolve::FactValues& circumstances) const {
  const double new_case = texts_.chance_of_new_case();
  const std::shared_lock lock(mutex_);
  const Common all = common(today, library_cases, new_case);
  std::vector<CaseStanding> standings;
  standings.reserve(cases.size());
  const auto readers = circumstances_.readers(circumstances, today);
  for (const Case* each : cases) {
    CaseStanding& standing = standings.emplace_back(standing_of(*each, all));
    standing.circumstances.reserve(readers.size());
    for (const auto& reader : readers) standing.circumstances.push_back(reader.of(each->id));
  }
  return standings;
}

std::vector<resolve::Circumstance> CaseMemory::circumstances(const resolve::FactValues& known) const {
  const std::shared_lock lock(mutex_);
  return circumstances_.find(known);
}

void CaseMemory::forget_before(Timestamp time, Date today) {
  texts_.forget_before(time);
  const std::unique_lock lock(mutex_);
  circumstances_.forget(today);
}

CaseMemory::Common CaseMemory::common(Date today, std::size_t library_cases, double new_case) const {
  return {today, std::max<std::size_t>(1, library_cases), right_.at(kAll, today).tried, new_case};
}

CaseStanding CaseMemory::standing_of(const Case& article, const Common& common) const {
  CaseStanding standing;
  standing.success = records_.at(article.id, common.today);
  standing.category = records_.at(category_key(article.category), common.today);
  standing.latest = latest_.at(article.id);
  // The author's word counts for as many contacts as there are cases.
  const auto cases = static_cast<double>(common.cases);
  const double foretold = resolve::foretold_popularity(article, common.cases);
  const double share = (right_.at(article.id, common.today).tried + foretold) / (common.right + cases);
  // While most cases that helped did so once, having helped says little of how often it will.
  standing.popularity = std::pow(foretold, common.new_case) * std::pow(share * cases, 1.0 - common.new_case);
  const double lately =
      (latest_right_.count(article.id) + kTrendStrength * share) / (latest_right_.total() + kTrendStrength);
  // Only what is older than the latest contacts can show that they are different.
  const double older =
      common.right > 0.0 ? std::clamp(1.0 - latest_right_.total() / common.right, 0.0, 1.0) : 0.0;
  standing.trend = std::pow((lately + kTrendFloor) / (share + kTrendFloor), older);
  const auto profile = profiles_.find(article.id);
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

std::vector<Remembered> CaseMemory::remembered(std::string_view symptom, std::span<const search::Hit> hits,
                                               Timestamp now) const {
  struct Sum {
    double counts = 0.0;
    double texts = 0.0;
    double failures = 0.0;
  };
  std::unordered_map<std::string_view, Sum> sums;
  double all = kNobodysWords;
  double failed = 0.0;
  for (const search::Neighbour& near : texts_.nearest(symptom, now)) {
    Sum& sum = sums[near.case_id];
    const double whole = near.weight * near.recency * likeness(near.similarity);
    if (!near.solved) {
      sum.failures += whole;
      failed += whole;
      continue;
    }
    const double counts = whole * std::pow(++sum.texts, -kDiscount);
    sum.counts += counts;
    all += counts;
  }
  const double untold = 1.0 + kOwnAfterFailures * failed / (failed + all);
  all += (kOwnWords + kUnconfirmed * texts_.chance_of_new_case()) * untold * own_words(hits);
  std::vector<Remembered> remembered;
  for (const auto& [case_id, sum] : sums)
    remembered.push_back({std::string(case_id), sum.counts / all, sum.failures / all});
  std::ranges::sort(remembered, [](const Remembered& a, const Remembered& b) {
    return a.share != b.share ? a.share > b.share : a.case_id < b.case_id;
  });
  return remembered;
}

}  // namespace firstfix::service
