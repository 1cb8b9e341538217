// SPDX-License-Identifier: GPL-3.0-or-later
// Committed contacts and the statistics of their outcomes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

#include "kb/core/contact.h"
#include "kb/store/database.h"
#include "kb/store/learning_queries.h"

namespace firstfix::store {

class ContactQuery {
 public:
  explicit ContactQuery(soci::session& session);
  std::optional<Contact> run(std::string_view id);

 private:
  std::string id_;
  std::string phone_;
  std::string channel_;
  std::string symptom_;
  std::string stated_;
  std::string offered_;
  std::string category_;
  std::string region_;
  std::string agent_;
  std::string pending_;
  std::string considered_;
  long long confident_ = 1;
  long long opened_at_ = 0;
  soci::statement statement_;
};

class ContactsSinceQuery {
 public:
  explicit ContactsSinceQuery(soci::session& session);
  // Newest first, at most kPastContacts.
  std::vector<PastContact> run(const PhoneNumber& phone, Timestamp since);

 private:
  void take(std::vector<PastContact>& contacts);

  std::string phone_;
  long long since_ = 0;
  long long limit_ = kPastContacts;
  PastContact row_;
  long long opened_at_ = 0;
  std::string stated_;
  std::string case_id_;
  std::string result_;
  soci::indicator has_case_ = soci::i_ok;
  soci::indicator has_result_ = soci::i_ok;
  soci::statement statement_;
};

class ConfirmationChangesQuery {
 public:
  explicit ConfirmationChangesQuery(soci::session& session);
  std::vector<ConfirmationChange> run(long long after, int limit);

 private:
  long long after_ = 0;
  int limit_ = 0;
  ConfirmationChange row_;
  int resolved_ = 0;
  long long at_ = 0;
  std::string considered_;
  LaterTriesQuery later_;
  soci::statement statement_;
};

class CaseDaysQuery {
 public:
  explicit CaseDaysQuery(soci::session& session);
  std::vector<CaseDay> run(Date since);

 private:
  long long since_ = 0;
  CaseDay row_;
  long long day_ = 0;
  long long resolved_ = 0;
  long long tried_ = 0;
  soci::statement statement_;
};

}  // namespace firstfix::store
