// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions for reading, each with its statements, lent to one thread at a time.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "kb/core/result.h"
#include "kb/store/case_use.h"
#include "kb/store/contact_queries.h"
#include "kb/store/credit_count.h"
#include "kb/store/gap_queries.h"
#include "kb/store/learning_queries.h"
#include "kb/store/note_queries.h"
#include "kb/store/people_queries.h"
#include "kb/store/place_queries.h"
#include "kb/store/session.h"
#include "kb/store/statement.h"

namespace firstfix::store {

// Every query of the database, prepared once on one session.
class Reader {
 public:
  explicit Reader(SessionPtr opened)
      : session_(std::move(opened)),
        subscriber(*session_),
        device(*session_),
        has_devices(*session_),
        shared_imei(*session_),
        imports(*session_),
        last_location(*session_),
        coverage(*session_),
        has_coverage(*session_),
        known_areas(*session_),
        events(*session_),
        contact(*session_),
        contacts_since(*session_),
        case_days(*session_),
        confirmation_changes(*session_),
        screen_pop(*session_),
        track_link(*session_),
        tries(*session_),
        adopted_weights(*session_),
        begin_((session_->prepare << "BEGIN")),
        end_((session_->prepare << "COMMIT")) {}

  // One transaction, hence one state of the file, until end(). Throws soci::soci_error.
  void begin() { store::run(begin_); }
  void end() { store::run(end_); }

  std::vector<FcrRow> fcr(const FcrQuery& query, const RepeatRule& rule) {
    return read_fcr(*session_, query, rule);
  }
  std::vector<CaseUse> case_use(Date since) { return read_case_use(*session_, since); }
  std::vector<KnowledgeGap> gaps(Timestamp since, int limit) { return read_gaps(*session_, since, limit); }
  bool was_offered(const std::string& contact_id, const std::string& case_id) {
    return read_was_offered(*session_, contact_id, case_id);
  }

 private:
  SessionPtr session_;  // first: made before the statements, gone after them

 public:
  SubscriberQuery subscriber;
  DeviceQuery device;
  HasDevicesQuery has_devices;
  SharedImeiQuery shared_imei;
  ImportsQuery imports;
  LastLocationQuery last_location;
  CoverageQuery coverage;
  HasCoverageQuery has_coverage;
  KnownAreasQuery known_areas;
  EventsQuery events;
  ContactQuery contact;
  ContactsSinceQuery contacts_since;
  CaseDaysQuery case_days;
  ConfirmationChangesQuery confirmation_changes;
  ScreenPopQuery screen_pop;
  TrackLinkQuery track_link;
  TriesQuery tries;
  AdoptedWeightsQuery adopted_weights;

 private:
  soci::statement begin_;
  soci::statement end_;
};

// Thread rule: any thread; who finds all readers lent waits.
class ReaderPool {
 public:
  // Opens them all, so that a file that cannot be read is known at the start. At least one.
  static Result<std::unique_ptr<ReaderPool>> open(const std::string& path, std::size_t readers);

  // A reader until it goes; one that is broken is replaced. Must go before the pool.
  class Loan {
   public:
    Loan(ReaderPool& pool, std::unique_ptr<Reader> reader) : pool_(&pool), reader_(std::move(reader)) {}
    Loan(Loan&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)), reader_(std::move(other.reader_)) {}
    Loan& operator=(Loan&&) = delete;
    ~Loan() {
      if (pool_ != nullptr) pool_->give_back(std::move(reader_));
    }

    Reader& operator*() const { return *reader_; }
    Reader* operator->() const { return reader_.get(); }
    // Its statement may stand half-way in an old snapshot.
    void broken() { reader_.reset(); }

   private:
    ReaderPool* pool_;
    std::unique_ptr<Reader> reader_;
  };
  Result<Loan> lend();

  // Runs `query` on a lent reader and passes on what it returns.
  template <class Query>
  auto read(Query query) -> Result<decltype(query(std::declval<Reader&>()))> {
    auto reader = lend();
    if (!reader) return fail(reader.error());
    try {
      return query(**reader);
    } catch (const soci::soci_error& caught) {
      reader->broken();
      return fail(error(caught));
    }
  }

  Error error(const soci::soci_error& caught) const { return error_of(caught, path_); }

 private:
  explicit ReaderPool(std::string path) : path_(std::move(path)) {}
  void give_back(std::unique_ptr<Reader> reader);
  Result<std::unique_ptr<Reader>> make() const;

  const std::string path_;
  std::mutex mutex_;
  std::condition_variable given_back_;
  std::vector<std::unique_ptr<Reader>> idle_;  // null: to be made anew
};

}  // namespace firstfix::store
