// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kb/core/contact.h"
#include "kb/core/fcr.h"
#include "kb/core/front_line.h"
#include "kb/core/knowledge_gap.h"
#include "kb/core/learning.h"
#include "kb/core/records.h"
#include "kb/core/result.h"
#include "kb/store/caller_records.h"

namespace firstfix::store {

struct DatabaseOptions {
  std::string connection;  // a file path for SQLite (":memory:" is refused); postgresql://... later
  std::size_t readers = 8;
  std::size_t queue = 4096;  // writes that may wait; more of them wait in add_contact and the like
  RepeatRule repeat;         // another rule than the file was counted by: opening counts anew
  // False: the file is taken as it is, neither made nor migrated nor counted anew, for a command beside a
  // server that keeps it otherwise. Opening fails with `conflict` when it is of another version.
  bool upkeep = true;
};

// Resolved and tried outcomes of one case on one UTC day, the day of the outcome's `at`. Escalated counts as
// tried, and so does a resolved one whose credit a repeat contact took back. A corrected outcome has moved
// from its old day, category and result to the new ones.
struct CaseDay {
  std::string case_id;
  std::string category;
  Date day;
  int resolved = 0;
  int tried = 0;
};

// An outcome of a case that was recorded, became resolved, or ceased to be (corrected, or its credit taken
// back by a repeat contact), with how it stands now. Of each outcome only the newest change is kept.
struct ConfirmationChange {
  long long number = 0;  // grows with every change, whichever process made it
  std::string contact;
  std::string case_id;
  std::string symptom;
  bool resolved = false;
  Timestamp at;  // of the outcome
  std::string category;
  Considered considered;             // of the contact
  std::vector<LaterTry> later = {};  // when it is not resolved, in their order
};

// Contacts opened in [from, until), put together by `by`.
struct FcrQuery {
  Timestamp from;
  Timestamp until;
  FcrKey by = FcrKey::day;
  Timestamp now;                       // says which windows have closed
  std::chrono::minutes utc_offset{0};  // of the days
};

// Told of every change of the statistics after its commit, before who waits for it is answered. Resolved and
// tried are differences. Called by the writer thread: must be quick and not call the database.
using CaseDayListener = std::function<void(std::span<const CaseDay>)>;

// The records: what imports and people created.
// Thread rule: every method from any thread. Reads lease one of the reader sessions; writes go through one
// writer thread that commits what has gathered (group commit), in the order they were given.
class Database : public CallerRecords {
 public:
  // Opens or creates, and migrates. Errors: unavailable (cannot be opened or written: says path and mend),
  // conflict (made by a newer version: says which).
  static Result<std::unique_ptr<Database>> open(const DatabaseOptions& options);

  // --- reads, beside those of CallerRecords; no value when there is none ---
  // The reads of CallerRecords for one thread, of one moment: of the first read, contacts of theirs. Lends a
  // session until it goes, so it must be short.
  virtual std::unique_ptr<CallerRecords> moment() = 0;
  // Every place that a location or an event names; reads all locations, some 1 s a million.
  virtual Result<std::vector<Area>> known_areas() = 0;
  virtual Result<std::vector<CoverageTile>> coverage_tiles(GeoPoint point, double radius_m) = 0;
  virtual Result<std::optional<Contact>> contact(std::string_view id) = 0;  // also one not yet committed
  virtual Result<std::vector<CaseDay>> case_days(Date since) = 0;
  // Those after `after` in their order, at most `limit`. Also what other processes have committed.
  virtual Result<std::vector<ConfirmationChange>> confirmation_changes(long long after, int limit) = 0;
  // First contact resolution, ordered by key; keys without contacts are left out.
  virtual Result<std::vector<FcrRow>> fcr(const FcrQuery& query) = 0;

  // Each use of a case whose outcome was recorded since then, in the order of the outcomes; `take` must be
  // quick and not call the database.
  virtual Result<void> tries_since(Timestamp since, const std::function<void(RecordedTry)>& take) = 0;
  // All that were ever adopted, oldest first; the newest that is not undone is in force.
  virtual Result<std::vector<AdoptedWeights>> adopted_weights() = 0;
  // What became of the cases offered since that day, ordered by case; reads every contact since.
  virtual Result<std::vector<CaseUse>> case_use(Date since) = 0;
  // Whether the case was put before somebody in this contact, now or earlier, also when it is gone since.
  virtual Result<bool> was_offered(const std::string& contact, const std::string& case_id) = 0;

  // What the library had no sure answer to since then, most often asked first: searches missed and what
  // callers said in contacts without a sure and without a confirmed case.
  virtual Result<std::vector<KnowledgeGap>> knowledge_gaps(Timestamp since, int limit) = 0;

  virtual Result<std::optional<ScreenPop>> screen_pop(std::string_view agent) = 0;
  virtual Result<std::optional<TrackLink>> track_link(std::string_view token) = 0;

  // --- writes ---
  // Returns at once (waits only while the queue is full); the row is committed with the next group. A later
  // call about this contact sees it. Both write the whole contact, whether it is there or not. While the file
  // cannot be written contacts are kept and tried again; when the queue is full of them, further ones are
  // dropped and ping() has been failing for long.
  virtual void add_contact(Contact contact) = 0;
  virtual void update_contact(Contact contact) = 0;
  // Returns at once, like add_contact; remembers the 5,000 texts last searched for.
  virtual void add_missed_search(MissedSearch search) = 0;
  // Returns when committed, with what stood before (none: first time; same_as: nothing was changed) so that
  // the caller can move its statistics. One transaction with the statistics. Errors: not_found when there is
  // no such contact; unavailable when the file cannot be written (disk full, locked): nothing was recorded
  // then, and it may be sent again.
  virtual Result<std::optional<Outcome>> record_outcome(const Outcome& outcome,
                                                        const std::string& category) = 0;
  // Returns when committed. The contact must be there. Errors: unavailable; internal when it is not.
  virtual Result<void> note(const FrontNote& note) = 0;
  // Both return when committed. undo_weights: false when none were in force. Error: unavailable.
  virtual Result<void> adopt_weights(const AdoptedWeights& adopted) = 0;
  virtual Result<bool> undo_weights(Timestamp at) = 0;
  // Removes some changes of outcomes recorded before that time, which nobody asks for any more, and says
  // whether there may be more of them. Error: unavailable.
  virtual Result<bool> forget_changes(Timestamp before) = 0;

  // One listener at a time; an empty one ends it. When it returns the former one is called no more.
  virtual void on_case_days(CaseDayListener listener) = 0;

  // --- health ---
  virtual Result<void> ping() = 0;  // error: reads fail, or the last group could not be written, and why
  virtual void flush() = 0;         // until everything given so far is committed, or has failed once
};

}  // namespace firstfix::store
