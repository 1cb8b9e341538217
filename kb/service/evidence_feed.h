// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>

#include "kb/core/clock.h"
#include "kb/service/case_memory.h"
#include "kb/service/lesson.h"
#include "kb/store/database.h"

namespace firstfix::service {

// Keeps what outcomes teach in memory as the database has it: reads them all in the background from the
// start, then what comes, its own process's outcomes at once (catch_up) and others' within a second. Once an
// hour it forgets what has become too old to weigh anything, and removes from the database's list of changes
// those that nobody will load again.
// Thread rule: any thread.
class EvidenceFeed {
 public:
  // Outcomes older than twelve half-lives weigh nothing and are left out. `database` and what `category_of`
  // reads must outlive the feed; it is called from any thread.
  EvidenceFeed(store::Database& database, double half_life_days, Clock clock, CategoryOf category_of);
  EvidenceFeed(const EvidenceFeed&) = delete;
  EvidenceFeed& operator=(const EvidenceFeed&) = delete;
  ~EvidenceFeed();

  const CaseMemory& memory() const { return memory_; }
  const search::EvidenceIndex& index() const { return memory_.index(); }  // of the words
  // Reads what was committed before the call. During the first load it returns at once: the load comes to it.
  // A database that cannot be read is asked again at the next beat.
  void catch_up();
  // What it does by itself once an hour.
  void forget_old();
  bool loaded() const { return loaded_; }
  void wait_until_loaded() const { loaded_.wait(false); }

 private:
  bool read_page();
  void apply(const store::ConfirmationChange& change);
  Timestamp remembered_since() const;
  void work(const std::stop_token& stop);

  store::Database& database_;
  const double half_life_days_;
  const Clock clock_;
  const CategoryOf category_of_;
  CaseMemory memory_;
  // As memory_ has it, by the hash of the key: when it was recorded and whether it resolved, and what came
  // after, where anything did.
  struct Learned {
    Timestamp at;
    bool resolved = false;
  };
  std::unordered_map<std::size_t, Learned> learned_;
  std::unordered_map<std::size_t, resolve::Sequel> sequels_;
  std::mutex reading_;  // one reader at a time, so that changes are applied in their order
  long long last_number_ = 0;
  std::atomic<bool> loaded_ = false;
  std::jthread thread_;  // last: starts when all above stands
};

}  // namespace firstfix::service
