// SPDX-License-Identifier: GPL-3.0-or-later
// Refitting the model's weights from what outcomes were recorded, and keeping those that are in force.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/learning.h"
#include "kb/core/result.h"
#include "kb/resolve/learn.h"
#include "kb/resolve/weights.h"
#include "kb/store/database.h"

namespace firstfix::service {

// The weights that learning may move, by name; and the program's own with those put in their place. Names
// that this version does not know are left out.
NamedWeights named(const resolve::Weights& weights);
resolve::Weights weights_from(const NamedWeights& weights);

// In force: the newest adopted ones that are not undone, else the program's own. Error: unavailable.
Result<resolve::Weights> weights_in_force(store::Database& database);

struct Learned {
  std::size_t outcomes = 0;      // that were read
  std::size_t not_offered = 0;   // left out: the case used was not among those offered
  std::size_t other_layout = 0;  // left out: recorded by another version, whose features are not these
  resolve::Weights before;
  resolve::Refit refit;  // not better when there were too few
  bool adopted = false;
};

struct LearningOptions {
  Timestamp now;
  Timestamp since;       // of the outcomes
  bool dry_run = false;  // fit and judge, adopt nothing
};

// Fits on the earlier four fifths of the outcomes, judges by the log loss on the latest fifth, and adopts the
// new weights when they foretell those better. Error: unavailable.
Result<Learned> learn(store::Database& database, const LearningOptions& options);

// The weights in force, read again every two seconds: `firstfix learn` is another process. Thread rule: any
// thread.
class WeightsBook {
 public:
  explicit WeightsBook(store::Database& database);
  ~WeightsBook();
  WeightsBook(const WeightsBook&) = delete;
  WeightsBook& operator=(const WeightsBook&) = delete;

  std::shared_ptr<const resolve::Weights> weights() const;
  // Reads them now; keeps those there are when the database cannot be read.
  void refresh();

 private:
  void work(const std::stop_token& stop);

  store::Database& database_;
  mutable std::mutex mutex_;
  std::shared_ptr<const resolve::Weights> weights_;
  std::jthread thread_;  // last: starts when all above stands
};

}  // namespace firstfix::service
