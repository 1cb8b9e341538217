// SPDX-License-Identifier: GPL-3.0-or-later
// What waits for the writer.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kb/core/contact.h"
#include "kb/core/front_line.h"
#include "kb/core/knowledge_gap.h"
#include "kb/core/learning.h"
#include "kb/core/result.h"

namespace firstfix::store {

// Write what PendingContacts holds of it, unless an earlier job has.
struct ContactJob {
  std::string id;
};

// Counts a search that found nothing good.
struct MissedSearchJob {
  MissedSearch search;
};

struct OutcomeJob {
  using Answer = Result<std::optional<Outcome>>;

  Outcome outcome;
  std::string category;
  Answer answer;  // set when applied, promised when committed
  std::promise<Answer> promise;
};

// Removes old rows of outcome_changes, some at a time.
struct ForgetJob {
  using Answer = Result<bool>;  // whether there may be more

  Timestamp before;
  Answer answer;
  std::promise<Answer> promise;
};

// A signal, a screen pop or a track link.
struct NoteJob {
  using Answer = Result<void>;

  FrontNote note;
  Answer answer;
  std::promise<Answer> promise;
};

// Adopts weights, or undoes those in force.
struct WeightsJob {
  using Answer = Result<bool>;  // false: there was nothing to undo

  std::variant<AdoptedWeights, Timestamp> change;  // the time of undoing
  Answer answer;
  std::promise<Answer> promise;
};

// Says when everything before it has been tried.
struct FlushJob {
  std::promise<void> promise;
};

using Job = std::variant<ContactJob, MissedSearchJob, OutcomeJob, ForgetJob, NoteJob, WeightsJob, FlushJob>;

// Nobody waits for a contact or a missed search to be on the disk.
inline bool is_waited_for(const Job& job) {
  return !std::holds_alternative<ContactJob>(job) && !std::holds_alternative<MissedSearchJob>(job);
}

// Bounded, first in first out. Thread rule: any thread pushes, one takes.
class JobQueue {
 public:
  // How long a contact, for which nobody waits, may wait for others to be written with it: each commit costs
  // a sync of the disk and makes every reader forget its pages.
  static constexpr std::chrono::milliseconds kGather{20};

  explicit JobQueue(std::size_t capacity, std::chrono::milliseconds gather = kGather)
      : capacity_(capacity), gather_(gather) {}

  // Waits while the queue is full. False: it is full and the taker is stuck, so that waiting might last for
  // ever.
  [[nodiscard]] bool push(Job job);
  // Waits for the first and, while nobody waits for any of them, a little for others; then gives up to
  // `limit`. Empty: closed, and all were taken.
  std::vector<Job> take(std::size_t limit);
  // Back to the front, in their order, above the capacity if need be.
  void put_back(std::vector<Job> jobs);
  // Takes out every job somebody waits for.
  std::vector<Job> take_waited_for();

  // Stuck: the jobs taken cannot be done now and will be put back.
  void set_stuck(bool stuck);
  // No more will be pushed.
  void close();
  // Sleeps that long; closing ends it. True: closed.
  bool closed_within(std::chrono::milliseconds time);

 private:
  bool is_pressing(std::size_t limit) const;  // no use in waiting for more

  const std::size_t capacity_;
  const std::chrono::milliseconds gather_;
  std::mutex mutex_;
  std::condition_variable pushed_;
  std::condition_variable taken_;
  std::deque<Job> jobs_;
  bool stuck_ = false;
  bool closed_ = false;
};

}  // namespace firstfix::store
