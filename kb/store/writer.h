// SPDX-License-Identifier: GPL-3.0-or-later
// The one thread that writes contacts and outcomes.
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <variant>
#include <vector>

#include "kb/core/contact.h"
#include "kb/core/result.h"
#include "kb/store/contact_writes.h"
#include "kb/store/credit_writes.h"
#include "kb/store/database.h"
#include "kb/store/gap_queries.h"
#include "kb/store/job_queue.h"
#include "kb/store/learning_queries.h"
#include "kb/store/note_writes.h"
#include "kb/store/pending_contacts.h"
#include "kb/store/session.h"

namespace firstfix::store {

// Group commit: takes what has gathered, writes it in one transaction with a savepoint around each job, so
// that one failing job does not undo the others, and answers after the COMMIT.
//
// While the file cannot be written (disk full, locked by an import) outcomes are answered with that error,
// and contacts, which nobody waits for, are kept and tried again. When the queue is full of them, further
// ones are dropped rather than blocking every resolve; health() says so.
//
// Thread rule: any thread. The destructor writes what is queued.
struct WriterOptions {
  std::string path;  // for its errors
  std::size_t capacity = 1;
  RepeatRule repeat;
};

class Writer {
 public:
  Writer(SessionPtr session, WriterOptions options);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void put(Contact contact);
  void count(MissedSearch search);
  Result<std::optional<Outcome>> record(const Outcome& outcome, const std::string& category);
  Result<void> note(const FrontNote& note);
  Result<bool> forget_changes(Timestamp before);
  Result<bool> change_weights(std::variant<AdoptedWeights, Timestamp> change);
  void on_case_days(CaseDayListener listener);
  void flush();

  const PendingContacts& pending() const { return pending_; }
  Result<void> health() const;

 private:
  using Versions = std::unordered_map<std::string, std::uint64_t>;

  void work();
  std::optional<Error> commit(std::vector<Job>& jobs);
  void apply(Job& job);
  void write_job(Job& job, Versions& written);
  Result<std::optional<Outcome>> write_outcome(const OutcomeJob& job);
  Result<bool> write_weights(const WeightsJob& job);
  void write_pending(const std::string& id, Versions& written);
  void tell_listener();
  void after_commit(std::vector<Job>& jobs);
  void after_failure(std::vector<Job> jobs, const Error& error);
  void set_failure(std::optional<Error> error);
  void checkpoint_after(std::size_t jobs);

  const std::string path_;
  PendingContacts pending_;
  JobQueue queue_;

  mutable std::mutex failure_mutex_;
  std::optional<Error> failure_;  // why the last group could not be committed

  std::mutex listener_mutex_;
  CaseDayListener listener_;

  // From here on the writer thread's own.
  SessionPtr session_;
  ContactUpsert upsert_contact_;
  CaseDayMove case_day_;
  OutcomeWrite write_outcome_;
  CreditWrite credits_;
  ForgetChanges forget_changes_;
  NoteWrite write_note_;
  MissedSearchWrite write_missed_;
  WeightsWrite write_weights_;
  soci::statement begin_;
  soci::statement savepoint_;
  soci::statement release_;
  soci::statement roll_back_job_;
  soci::statement commit_;
  Versions written_;  // contacts in the transaction
  std::size_t jobs_since_checkpoint_ = 0;

  std::thread thread_;  // last: starts when all above stands
};

}  // namespace firstfix::store
