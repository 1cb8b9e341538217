// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the credits (kb/core/fcr.h) right with every contact and outcome. Transactions are the caller's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "kb/core/contact.h"
#include "kb/core/fcr.h"
#include "kb/store/contact_writes.h"

namespace firstfix::store {

// One row of the table.
struct Credit {
  std::string contact;
  std::string phone;
  long long opened_at = 0;
  std::string channel;
  std::string region;
  std::string agent;
  long long spoken = 0;
  std::string result = "none";
  std::string case_id;
  std::string category;
  long long credit_from = 0;
  std::string repeated_by;

  bool resolved() const { return result == "resolved"; }
  // More than a look-up of the number: it can take credit back.
  bool counts() const { return spoken != 0 || result != "none"; }
  bool operator==(const Credit&) const = default;
};

// Reading and writing single rows.
class CreditRows {
 public:
  explicit CreditRows(soci::session& session);
  std::optional<Credit> find(const std::string& contact);
  void put(const Credit& credit);

 private:
  Credit bound_;
  soci::statement find_;
  soci::statement put_;
};

// Which contact repeats which.
class RepeatSearch {
 public:
  RepeatSearch(soci::session& session, const RepeatRule& rule);
  // The earliest contact that takes this credit back; empty: none does.
  std::string repeat_of(const Credit& credit);
  // Standing credits that this contact takes back.
  std::vector<std::string> standing_before(const Credit& repeat);
  // Credits that this contact has taken back.
  std::vector<std::string> taken_back_by(const std::string& contact);

 private:
  std::vector<std::string> list(soci::statement& statement);

  const long long window_;
  Credit bound_;
  std::string found_;
  long long until_ = 0;
  soci::statement first_repeat_;
  soci::statement standing_;
  soci::statement by_;
};

// Marks the resolved outcomes of a contact as taken back or not, and moves their statistics.
class OutcomeCredit {
 public:
  OutcomeCredit(soci::session& session, CaseDayMove& case_day);
  void settle(const std::string& contact, bool taken_back);

 private:
  CaseDayMove& case_day_;
  Outcome bound_;
  long long taken_back_ = 0;
  long long at_ = 0;
  std::string category_;
  soci::statement differing_;
  soci::statement mark_;
};

class CreditWrite {
 public:
  CreditWrite(soci::session& session, const RepeatRule& rule, CaseDayMove& case_day);
  // After the contact's row was written.
  void contact_written(const Contact& contact);
  // After an outcome of the contact was written.
  void outcome_written(const std::string& contact);

 private:
  // Every contact has a row; one that an older version wrote beside us gets it here.
  Credit row_of(const std::string& contact);
  void decide(Credit& credit);
  void became(const Credit& before, const Credit& now);
  void check_own(const std::string& contact);
  void set_repeated(Credit credit, const std::string& by);

  const RepeatRule rule_;
  CreditRows rows_;
  RepeatSearch repeats_;
  OutcomeCredit outcomes_;
  std::string contact_;
  Credit decided_;
  long long decided_at_ = 0;
  soci::statement decide_;
  soci::statement adopt_;
};

}  // namespace firstfix::store
