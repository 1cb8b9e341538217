// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <mutex>
#include <thread>

#include "kb/core/clock.h"
#include "kb/search/evidence.h"
#include "kb/store/database.h"

namespace firstfix::service {

// Keeps the confirmed symptoms in memory as the database has them: reads them all in the background from the
// start, then what comes, its own process's outcomes at once (catch_up) and others' within a second. Also
// removes from the database's list of changes, once an hour, those that nobody will load again.
// Thread rule: any thread.
class EvidenceFeed {
 public:
  // Confirmations older than twelve half-lives weigh nothing and are left out. Both must outlive the feed.
  EvidenceFeed(store::Database& database, double half_life_days, Clock clock);
  EvidenceFeed(const EvidenceFeed&) = delete;
  EvidenceFeed& operator=(const EvidenceFeed&) = delete;
  ~EvidenceFeed();

  const search::EvidenceIndex& index() const { return index_; }
  // Reads what was committed before the call. During the first load it returns at once: the load comes to it.
  // A database that cannot be read is asked again at the next beat.
  void catch_up();
  bool loaded() const { return loaded_; }
  void wait_until_loaded() const { loaded_.wait(false); }

 private:
  bool read_page();
  void apply(const store::ConfirmationChange& change);
  Timestamp remembered_since() const;
  void forget_old();
  void work(const std::stop_token& stop);

  store::Database& database_;
  const double half_life_days_;
  const Clock clock_;
  search::EvidenceIndex index_;
  std::mutex reading_;  // one reader at a time, so that changes are applied in their order
  long long last_number_ = 0;
  std::atomic<bool> loaded_ = false;
  std::jthread thread_;  // last: starts when all above stands
};

}  // namespace firstfix::service
