// SPDX-License-Identifier: GPL-3.0-or-later
// What learning reads and writes.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "kb/core/learning.h"

namespace firstfix::store {

// What was tried for the caller of a contact after a case had failed there: in the contact itself, or in
// one of the number's next twenty within the window of the repeat rule.
class LaterTriesQuery {
 public:
  explicit LaterTriesQuery(soci::session& session);
  std::vector<LaterTry> run(const std::string& contact, const std::string& case_id);

 private:
  std::string contact_;
  std::string case_id_;
  LaterTry row_;
  int resolved_ = 0;
  int same_contact_ = 0;
  soci::statement statement_;
};

class TriesQuery {
 public:
  explicit TriesQuery(soci::session& session);
  // Outcomes of cases since then, in their order.
  void run(Timestamp since, const std::function<void(RecordedTry)>& take);

 private:
  RecordedTry row_;
  std::string channel_;
  std::string considered_;
  long long opened_at_ = 0;
  long long resolved_ = 0;
  long long at_ = 0;
  long long since_ = 0;
  LaterTriesQuery later_;
  soci::statement statement_;
};

class AdoptedWeightsQuery {
 public:
  explicit AdoptedWeightsQuery(soci::session& session);
  std::vector<AdoptedWeights> run();  // all there ever were, oldest first

 private:
  AdoptedWeights row_;
  std::string weights_;
  long long at_ = 0;
  long long fitted_on_ = 0;
  long long tested_on_ = 0;
  long long undone_at_ = 0;
  soci::indicator undone_ = soci::i_null;
  soci::statement statement_;
};

class WeightsWrite {
 public:
  explicit WeightsWrite(soci::session& session);
  void adopt(const AdoptedWeights& adopted);
  // False: none is in force.
  bool undo(Timestamp at);

 private:
  std::string weights_;
  long long at_ = 0;
  long long fitted_on_ = 0;
  long long tested_on_ = 0;
  double old_loss_ = 0.0;
  double new_loss_ = 0.0;
  soci::statement adopt_;
  soci::statement undo_;
};

}  // namespace firstfix::store
