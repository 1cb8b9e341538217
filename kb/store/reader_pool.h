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
#include "kb/store/contact_queries.h"
#include "kb/store/credit_count.h"
#include "kb/store/note_queries.h"
#include "kb/store/people_queries.h"
#include "kb/store/place_queries.h"
#include "kb/store/session.h"

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
        track_link(*session_) {}

  std::vector<FcrRow> fcr(const FcrQuery& query, const RepeatRule& rule) {
    return read_fcr(*session_, query, rule);
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
};

// Thread rule: any thread; who finds all readers lent waits.
class ReaderPool {
 public:
  // Opens them all, so that a file that cannot be read is known at the start. At least one.
  static Result<std::unique_ptr<ReaderPool>> open(const std::string& path, std::size_t readers);

  // Runs `query` on a lent reader and passes on what it returns. A reader whose query threw is replaced: its
  // statement may stand half-way in an old snapshot.
  template <class Query>
  auto read(Query query) -> Result<decltype(query(std::declval<Reader&>()))> {
    auto reader = take();
    if (!reader) return fail(reader.error());
    try {
      auto found = query(**reader);
      give_back(std::move(*reader));
      return found;
    } catch (const soci::soci_error& error) {
      give_back(nullptr);
      return fail(error_of(error, path_));
    }
  }

 private:
  explicit ReaderPool(std::string path) : path_(std::move(path)) {}
  Result<std::unique_ptr<Reader>> take();
  void give_back(std::unique_ptr<Reader> reader);
  Result<std::unique_ptr<Reader>> make() const;

  const std::string path_;
  std::mutex mutex_;
  std::condition_variable given_back_;
  std::vector<std::unique_ptr<Reader>> idle_;  // null: to be made anew
};

}  // namespace firstfix::store
