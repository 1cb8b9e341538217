// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/writer.h"

#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "kb/store/statement.h"

namespace firstfix::store {
namespace {

constexpr std::size_t kGroup = 1024;  // jobs in one transaction: bounds how long the first waits for the last
constexpr std::size_t kCheckpointEvery = 20'000;  // jobs, about 20 MB of WAL
constexpr std::chrono::milliseconds kRetryAfter{200};

template <class... Case>
struct Overloaded : Case... {
  using Case::operator()...;
};
template <class... Case>
Overloaded(Case...) -> Overloaded<Case...>;  // clang 14 has no deduction for aggregates

void answer(Job& job) {
  std::visit(Overloaded{[](ContactJob&) {}, [](MissedSearchJob&) {},
                        [](OutcomeJob& it) { it.promise.set_value(std::move(it.answer)); },
                        [](ForgetJob& it) { it.promise.set_value(std::move(it.answer)); },
                        [](NoteJob& it) { it.promise.set_value(std::move(it.answer)); },
                        [](WeightsJob& it) { it.promise.set_value(std::move(it.answer)); },
                        [](FlushJob& it) { it.promise.set_value(); }},
             job);
}

void refuse(Job& job, const Error& error) {
  if (auto* outcome = std::get_if<OutcomeJob>(&job)) outcome->answer = fail(error);
  if (auto* forget = std::get_if<ForgetJob>(&job)) forget->answer = fail(error);
  if (auto* note = std::get_if<NoteJob>(&job)) note->answer = fail(error);
  if (auto* weights = std::get_if<WeightsJob>(&job)) weights->answer = fail(error);
}

const std::string& contact_of(const FrontNote& note) {
  return std::visit([](const auto& it) -> const std::string& { return it.contact; }, note);
}

void answer_with(Job& job, const Error& error) {
  refuse(job, error);
  answer(job);
}

}  // namespace

Writer::Writer(SessionPtr session, WriterOptions options)
    : path_(std::move(options.path)),
      queue_(options.capacity),
      session_(std::move(session)),
      upsert_contact_(*session_),
      case_day_(*session_),
      write_outcome_(*session_, case_day_),
      credits_(*session_, options.repeat, case_day_),
      forget_changes_(*session_),
      write_note_(*session_),
      write_missed_(*session_),
      write_weights_(*session_),
      begin_((session_->prepare << "BEGIN IMMEDIATE")),
      savepoint_((session_->prepare << "SAVEPOINT job")),
      release_((session_->prepare << "RELEASE job")),
      roll_back_job_((session_->prepare << "ROLLBACK TO job")),
      commit_((session_->prepare << "COMMIT")),
      thread_([this] { work(); }) {}

Writer::~Writer() {
  queue_.close();
  thread_.join();
}

void Writer::put(Contact contact) {
  std::string id = contact.id;
  const auto put = pending_.put(std::move(contact));
  const bool queued = queue_.push(ContactJob{id});
  if (!queued && !put.replaced) pending_.settle(id, put.version);
}

// Of no use to the caller at hand: dropped while the file cannot be written and too much waits.
void Writer::count(MissedSearch search) {
  [[maybe_unused]] const bool queued = queue_.push(MissedSearchJob{std::move(search)});
}

Result<std::optional<Outcome>> Writer::record(const Outcome& outcome, const std::string& category) {
  OutcomeJob job{outcome, category, {}, {}};
  auto promised = job.promise.get_future();
  if (queue_.push(std::move(job))) return promised.get();
  if (auto healthy = health(); !healthy) return fail(healthy.error());
  return fail(Code::unavailable, fmt::format("{}：等着写入的记录太多", path_), "请稍后再试");
}

Result<void> Writer::note(const FrontNote& note) {
  NoteJob job{note, {}, {}};
  auto promised = job.promise.get_future();
  if (queue_.push(std::move(job))) return promised.get();
  return fail(Code::unavailable, fmt::format("{}：等着写入的记录太多", path_), "请稍后再试");
}

Result<bool> Writer::forget_changes(Timestamp before) {
  ForgetJob job{before, {}, {}};
  auto promised = job.promise.get_future();
  if (queue_.push(std::move(job))) return promised.get();
  return fail(Code::unavailable, fmt::format("{}：等着写入的记录太多", path_), "请稍后再试");
}

Result<bool> Writer::change_weights(std::variant<AdoptedWeights, Timestamp> change) {
  WeightsJob job{std::move(change), {}, {}};
  auto promised = job.promise.get_future();
  if (queue_.push(std::move(job))) return promised.get();
  return fail(Code::unavailable, fmt::format("{}：等着写入的记录太多", path_), "请稍后再试");
}

void Writer::on_case_days(CaseDayListener listener) {
  const std::scoped_lock lock(listener_mutex_);
  listener_ = std::move(listener);
}

void Writer::tell_listener() {
  const std::scoped_lock lock(listener_mutex_);
  if (listener_ && !case_day_.moved().empty()) listener_(case_day_.moved());
}

void Writer::flush() {
  FlushJob job;
  auto promised = job.promise.get_future();
  if (queue_.push(std::move(job))) promised.get();
}

Result<void> Writer::health() const {
  const std::scoped_lock lock(failure_mutex_);
  if (failure_) return fail(*failure_);
  return {};
}

void Writer::set_failure(std::optional<Error> error) {
  queue_.set_stuck(error.has_value());
  const std::scoped_lock lock(failure_mutex_);
  failure_ = std::move(error);
}

void Writer::work() {
  for (auto jobs = queue_.take(kGroup); !jobs.empty(); jobs = queue_.take(kGroup)) {
    if (const auto error = commit(jobs)) {
      after_failure(std::move(jobs), *error);
    } else {
      after_commit(jobs);
    }
  }
}

std::optional<Error> Writer::commit(std::vector<Job>& jobs) {
  written_.clear();
  case_day_.forget_after(0);
  try {
    run(begin_);
    for (Job& job : jobs) apply(job);
    run(commit_);
    return std::nullopt;
  } catch (const soci::soci_error& error) {
    const Error why = error_of(error, path_);
    try {
      run_script(*session_, "ROLLBACK");
    } catch (const soci::soci_error&) {  // BEGIN had failed, or SQLite has rolled back by itself
    }
    return why;
  }
}

// An error of the file ends the group; an error of this job undoes this job only.
void Writer::apply(Job& job) {
  run(savepoint_);
  Versions written;
  const std::size_t moved = case_day_.moved().size();
  try {
    write_job(job, written);
  } catch (const soci::soci_error& error) {
    const Error why = error_of(error, path_);
    if (why.code == Code::unavailable) throw;
    run(roll_back_job_);
    written.clear();
    case_day_.forget_after(moved);
    refuse(job, why);
  }
  run(release_);
  for (auto& [id, version] : written) written_[id] = version;
}

void Writer::write_job(Job& job, Versions& written) {
  std::visit(Overloaded{[&](const ContactJob& it) { write_pending(it.id, written); },
                        [&](const MissedSearchJob& it) { write_missed_.run(it.search); },
                        [&](OutcomeJob& it) {
                          // Its contact may be visible already with its own job still on the way here.
                          write_pending(it.outcome.contact, written);
                          it.answer = write_outcome(it);
                        },
                        [&](ForgetJob& it) { it.answer = forget_changes_.run(it.before); },
                        [&](NoteJob& it) {
                          write_pending(contact_of(it.note), written);
                          write_note_.run(it.note);
                        },
                        [&](WeightsJob& it) { it.answer = write_weights(it); }, [](const FlushJob&) {}},
             job);
}

Result<std::optional<Outcome>> Writer::write_outcome(const OutcomeJob& job) {
  auto before = write_outcome_.run(job.outcome, job.category);
  if (before && !(*before && (*before)->same_as(job.outcome))) credits_.outcome_written(job.outcome.contact);
  return before;
}

Result<bool> Writer::write_weights(const WeightsJob& job) {
  if (const auto* undone_at = std::get_if<Timestamp>(&job.change)) return write_weights_.undo(*undone_at);
  write_weights_.adopt(std::get<AdoptedWeights>(job.change));
  return true;
}

void Writer::write_pending(const std::string& id, Versions& written) {
  const auto entry = pending_.find(id);
  if (!entry) return;
  const auto known = written_.find(id);
  if (known != written_.end() && known->second == entry->version) return;
  upsert_contact_.run(entry->contact);
  credits_.contact_written(entry->contact);
  written[id] = entry->version;
}

void Writer::after_commit(std::vector<Job>& jobs) {
  for (const auto& [id, version] : written_) pending_.settle(id, version);
  set_failure(std::nullopt);
  tell_listener();
  for (Job& job : jobs) answer(job);
  checkpoint_after(jobs.size());
}

void Writer::after_failure(std::vector<Job> jobs, const Error& error) {
  set_failure(error);
  std::vector<Job> contacts;
  for (Job& job : jobs) {
    if (is_waited_for(job)) {
      answer_with(job, error);
    } else {
      contacts.push_back(std::move(job));
    }
  }
  for (Job& job : queue_.take_waited_for()) answer_with(job, error);
  // When closing there is no later: the file had its chance.
  if (!queue_.closed_within(kRetryAfter)) queue_.put_back(std::move(contacts));
}

// SQLite's own checkpoints never shrink the log, and give way to readers for ever under steady load.
void Writer::checkpoint_after(std::size_t jobs) {
  jobs_since_checkpoint_ += jobs;
  if (jobs_since_checkpoint_ < kCheckpointEvery) return;
  jobs_since_checkpoint_ = 0;
  try {
    run_script(*session_, "PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (const soci::soci_error&) {  // the log stays as it is until the next time
  }
}

}  // namespace firstfix::store
