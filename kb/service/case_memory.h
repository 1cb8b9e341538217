// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kb/core/case.h"
#include "kb/core/clock.h"
#include "kb/core/learning.h"
#include "kb/resolve/circumstance.h"
#include "kb/resolve/credit.h"
#include "kb/resolve/profile.h"
#include "kb/resolve/success.h"
#include "kb/search/evidence.h"
#include "kb/search/index.h"

namespace firstfix::service {

// A contact's choice facts: id and value id.
using ChoiceFacts = resolve::FactValues;

// One case used for one contact, with what the engine thought then.
struct Lesson {
  std::string key;      // of contact and case, for good
  std::string case_id;  // the one used
  std::string category;
  bool resolved = false;
  std::string symptom;
  Timestamp at;
  ChoiceFacts facts;                       // known when it was offered
  resolve::Beliefs beliefs;                // that each case was the right one
  double expected = 0.7;                   // probability it was offered with, its own record left aside
  resolve::Sequel sequel = {};             // when it did not resolve
  resolve::FactValues circumstances = {};  // known when it was offered
};

// How one case has done.
struct CaseStanding {
  resolve::SuccessRecord success;   // decayed by days
  resolve::SuccessRecord category;  // of its category, likewise
  resolve::SuccessRecord latest;    // its latest tries
  double popularity = 1.0;          // times as often the right one as the average case of the library: the
                                    // author's word (resolve::foretold_popularity), moved by contacts
  double trend = 1.0;               // times as often among the latest contacts as before
  resolve::FactProfilePtr profile;  // of the callers it was right for; may be null
  std::vector<resolve::CircumstanceRecord> circumstances;  // for each asked for
};

// A case that past contacts with similar words speak for.
struct Remembered {
  std::string case_id;
  double share = 0.0;     // 0..1; what is missing to 1 they do not say
  double failures = 0.0;  // those of the same contacts that it was tried for and did not help, in that unit
};

// What is older than so many half-lives weighs less than 1/4000 and is not remembered.
inline constexpr double kHalfLivesRemembered = 12.0;

// All that outcomes have taught: which words, which facts and which success go with each case. Profiles are
// swapped whole, so that a ranking keeps the one it began with. Thread rule: any thread.
class CaseMemory {
 public:
  CaseMemory(Date today, double half_life_days);

  void learn(const Lesson& lesson);
  // Takes back just what learn() with the same lesson added; the latest tries and the trend by approximation.
  void forget(const Lesson& lesson);
  // The same use turns out otherwise: as if `before`, which was learned, had been `now` from the start.
  void correct(const Lesson& before, const Lesson& now);

  // Texts of before `time`; and places that as of today are worth next to nothing (CircumstanceTally).
  void forget_before(Timestamp time, Date today);

  CaseStanding standing(const Case& article, Date today, std::size_t library_cases) const;
  // Of each of them, in their order: what they have in common is found out once.
  std::vector<CaseStanding> standings(std::span<const Case* const> cases, Date today,
                                      std::size_t library_cases,
                                      const resolve::FactValues& circumstances = {}) const;
  // Who else called under each of them, in their order.
  std::vector<resolve::Circumstance> circumstances(const resolve::FactValues& known) const;
  resolve::SuccessRecord of_library(Date today) const;
  resolve::FactProfilePtr everybody() const;
  // By the similarity of the words and their age, against `hits`, what the cases' own words find (best
  // first): the better those explain what was said, the less past contacts do.
  std::vector<Remembered> remembered(std::string_view symptom, std::span<const search::Hit> hits,
                                     Timestamp now) const;
  const search::EvidenceIndex& index() const { return texts_; }
  std::size_t texts() const { return texts_.size(); }

 private:
  // What is the same for all cases.
  struct Common {
    Date today;
    std::size_t cases = 1;
    double right = 0.0;  // credits of all of them
    double new_case = 1.0;
  };

  Common common(Date today, std::size_t library_cases, double new_case) const;
  CaseStanding standing_of(const Case& article, const Common& common) const;
  void count_use(const Lesson& lesson, double times);
  void count_credits(const Lesson& lesson, const resolve::Beliefs& credits, double times);
  void change(resolve::FactProfilePtr& profile, const ChoiceFacts& facts, Date day, double times) const;

  const Date landmark_;
  const double half_life_days_;
  search::EvidenceIndex texts_;
  mutable std::shared_mutex mutex_;
  resolve::SuccessTally records_;  // cases, and categories as /category
  resolve::SuccessTally right_;    // credits, as `tried`
  resolve::LatestTries latest_;
  resolve::LatestShares latest_right_;
  resolve::CircumstanceTally circumstances_;
  resolve::FactProfilePtr everybody_;
  std::unordered_map<std::string, resolve::FactProfilePtr> profiles_;
};

}  // namespace firstfix::service
