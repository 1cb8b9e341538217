// SPDX-License-Identifier: GPL-3.0-or-later
// The writer's statements. Transactions are the caller's.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <soci/soci.h>

#include "kb/core/contact.h"
#include "kb/core/result.h"

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
  soci::statement statement_;
};

// Moves one case's statistics of one day; a day that comes to nothing is removed.
class CaseDayMove {
 public:
  explicit CaseDayMove(soci::session& session);
  // `times` is 1 to count the outcome, -1 to take it back. An outcome without a case is in no statistics.
  void run(const Outcome& outcome, const std::string& category, int times);

 private:
  long long day_ = 0;
  std::string case_id_;
  std::string category_;
  long long resolved_ = 0;
  long long tried_ = 0;
  soci::statement insert_;
  soci::statement update_;
  soci::statement remove_empty_;
};

class OutcomeWrite {
 public:
  explicit OutcomeWrite(soci::session& session);
  // What stood before. Error: not_found when there is no such contact.
  Result<std::optional<Outcome>> run(const Outcome& outcome, const std::string& category);

 private:
  struct Counted {
    Outcome outcome;
    std::string category;
  };
  bool has_contact(const Outcome& outcome);
  std::optional<Counted> counted(const Outcome& outcome);
  void upsert(const Outcome& outcome, const std::string& category);

  Outcome bound_;  // contact, case_id and note, both ways
  std::string result_;
  std::string category_;
  long long at_ = 0;
  long long contacts_ = 0;
  CaseDayMove case_day_;
  soci::statement find_contact_;
  soci::statement find_;
  soci::statement upsert_;
};

}  // namespace firstfix::store
