// SPDX-License-Identifier: GPL-3.0-or-later
// The writer's statements. Transactions are the caller's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

#include "kb/core/contact.h"
#include "kb/core/result.h"
#include "kb/store/database.h"

namespace firstfix::store {

class ContactUpsert {
 public:
  explicit ContactUpsert(soci::session& session);
  void run(const Contact& contact);

 private:
  std::string id_;
  std::string phone_;
  std::string channel_;
  std::string symptom_;
  long long opened_at_ = 0;
  std::string stated_;
  std::string offered_;
  std::string category_;
  std::string region_;
  std::string agent_;
  std::string pending_;
  std::string considered_;
  long long confident_ = 0;
  soci::statement statement_;
};

// Moves one case's statistics of one day; a day that comes to nothing is removed. Remembers what it moved, so
// that those who keep the statistics in memory can follow after the commit.
class CaseDayMove {
 public:
  explicit CaseDayMove(soci::session& session);
  // `times` is 1 to count the outcome, -1 to take it out. `taken_back`: its credit is not counted.
  // An outcome without a case is in no statistics.
  void run(const Outcome& outcome, const std::string& category, bool taken_back, int times);
  // Gives a resolved outcome its credit (1) or takes it back (-1); it stays tried.
  void credit(const Outcome& outcome, const std::string& category, int times);

  // Resolved and tried are differences.
  const std::vector<CaseDay>& moved() const { return moved_; }
  // Forgets all but the first `count`: the others were rolled back, or have been passed on.
  void forget_after(std::size_t count) { moved_.resize(count); }

 private:
  void move(const Outcome& outcome, const std::string& category, int resolved, int tried);

  std::vector<CaseDay> moved_;
  long long day_ = 0;
  std::string case_id_;
  std::string category_;
  long long resolved_ = 0;
  long long tried_ = 0;
  soci::statement insert_;
  soci::statement update_;
  soci::statement remove_empty_;
};

// Removes the oldest rows of outcome_changes whose outcome was recorded before a time. Numbers grow with
// time, hence only the first rows are looked at.
class ForgetChanges {
 public:
  explicit ForgetChanges(soci::session& session);
  // Returns whether there may be more.
  bool run(Timestamp before);

 private:
  long long before_ = 0;
  long long limit_ = 0;
  soci::statement statement_;
};

class OutcomeWrite {
 public:
  OutcomeWrite(soci::session& session, CaseDayMove& case_day);
  // What stood before. Error: not_found when there is no such contact.
  Result<std::optional<Outcome>> run(const Outcome& outcome, const std::string& category);

 private:
  struct Counted {
    Outcome outcome;
    std::string category;
    bool taken_back = false;
  };
  bool has_contact(const Outcome& outcome);
  std::optional<Counted> counted(const Outcome& outcome);
  void upsert(const Outcome& outcome, const std::string& category);

  Outcome bound_;  // contact, case_id and note, both ways; agent only in
  std::string result_;
  std::string category_;
  long long at_ = 0;
  long long contacts_ = 0;
  long long taken_back_ = 0;
  CaseDayMove& case_day_;
  soci::statement find_contact_;
  soci::statement find_;
  soci::statement upsert_;
};

}  // namespace firstfix::store
