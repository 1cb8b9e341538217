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
#include "kb/core/result.h"

namespace firstfix::store {

// Write what PendingContacts holds of it, unless an earlier job has.
struct ContactJob {
  std::string id;
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

// Says when everything before it has been tried.
struct FlushJob {
  std::promise<void> promise;
};

using Job = std::variant<ContactJob, OutcomeJob, ForgetJob, NoteJob, FlushJob>;

// Bounded, first in first out. Thread rule: any thread pushes, one takes.
class JobQueue {
 public:
  explicit JobQueue(std::size_t capacity) : capacity_(capacity) {}

  // Waits while the queue is full. False: it is full and the taker is stuck, so that waiting might last for
  // ever.
  [[nodiscard]] bool push(Job job);
  // Waits for the first, then gives up to `limit`. Empty: closed, and all were taken.
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
  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable pushed_;
  std::condition_variable taken_;
  std::deque<Job> jobs_;
  bool stuck_ = false;
  bool closed_ = false;
};

}  // namespace firstfix::store
