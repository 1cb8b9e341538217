// SPDX-License-Identifier: GPL-3.0-or-later
// Learning as an administrator runs it: on the database of a data folder, whether or not a server serves it.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/learning.h"
#include "kb/core/result.h"
#include "kb/service/settings.h"
#include "kb/store/database.h"

namespace firstfix::service {

// The database of a data folder that is there: a mistyped one must not become an empty database, and what a
// server of another version or with another repeat rule keeps stays as it is. Errors: not_found, conflict (of
// another version), unavailable.
Result<std::unique_ptr<store::Database>> open_records(const Settings& settings);

struct LearningRequest {
  Timestamp now;
  int days = 180;  // back
  bool dry_run = false;
};

struct LearningReport {
  struct Change {
    std::string_view name;
    double before = 0.0;
    double after = 0.0;
  };
  std::size_t outcomes = 0;
  std::size_t not_offered = 0;   // left out: the case used was not among those offered
  std::size_t other_layout = 0;  // left out: recorded by another version
  std::size_t usable = 0;
  std::size_t least = 0;  // usable ones that learning needs
  std::size_t fitted_on = 0;
  std::size_t tested_on = 0;  // 0: there were too few
  double old_loss = 0.0;      // mean log loss on the latest, nats
  double new_loss = 0.0;
  std::vector<Change> weights;
  bool adopted = false;

  bool better() const { return tested_on > 0 && new_loss < old_loss; }
};

// Errors of all: as open_records().
Result<LearningReport> learn_from_records(const Settings& settings, const LearningRequest& request);
Result<bool> undo_learning(const Settings& settings, Timestamp now);  // false: nothing to undo
Result<std::vector<AdoptedWeights>> learning_history(const Settings& settings);

}  // namespace firstfix::service
