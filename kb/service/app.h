// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "kb/core/clock.h"
#include "kb/core/result.h"
#include "kb/core/turns.h"
#include "kb/operator/network_apis.h"
#include "kb/service/clerk_desk.h"
#include "kb/service/evidence_feed.h"
#include "kb/service/fcr_report.h"
#include "kb/service/front_line.h"
#include "kb/service/gap_book.h"
#include "kb/service/knowledge.h"
#include "kb/service/learning.h"
#include "kb/service/place_book.h"
#include "kb/service/resolver.h"
#include "kb/service/settings.h"
#include "kb/service/track_record.h"
#include "kb/store/database.h"

namespace firstfix {

// The running system: what main opens once and handlers call. Thread rule: from any thread.
class App {
 public:
  // `clock` and `new_contact_id` (see Resolver; of links too) come from outside, so that tests can stand
  // still.
  struct Surroundings {
    Clock clock;
    std::function<std::string()> new_contact_id;
    std::function<void(std::string_view api, std::string_view why)> log_network = {};  // calls that failed
  };
  // Opens the database (made and migrated when new), loads the content, opens or builds the index.
  static Result<std::unique_ptr<App>> open(service::Settings settings, Surroundings surroundings);

  const service::Knowledge& knowledge() const { return *knowledge_; }
  service::Knowledge& knowledge() { return *knowledge_; }
  service::Resolver& resolver() { return *resolver_; }
  service::FrontLine& front_line() { return *front_line_; }
  service::GapBook& gaps() { return *gaps_; }
  service::ClerkDesk& clerks() { return *clerks_; }
  const service::Settings& settings() const { return settings_; }
  Timestamp now() const { return clock_(); }
  // For requests that only compute: under load each waits as long as the others.
  Turns& computing() { return computing_; }

  // Error: see service::fcr_report.
  Result<service::FcrReport> fcr(const service::FcrRequest& request) const;

  // What past outcomes teach is read in the background from the start; returns when all of it counts.
  void wait_until_learned() const { evidence_->wait_until_loaded(); }

  // Error: the records cannot be read, or the last writes have failed.
  Result<void> healthy() const { return database_->ping(); }
  // Waits until everything recorded so far is on disk.
  void flush() { database_->flush(); }

 private:
  App(service::Settings settings, Clock clock);
  Result<void> open_network(std::function<void(std::string_view, std::string_view)> log);

  service::Settings settings_;
  Clock clock_;
  Turns computing_{Turns::of_this_machine()};
  service::TrackRecord track_record_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<service::Knowledge> knowledge_;
  std::unique_ptr<service::EvidenceFeed> evidence_;
  std::unique_ptr<service::PlaceBook> places_;
  std::unique_ptr<service::WeightsBook> weights_;
  std::unique_ptr<operators::NetworkApis> network_;
  std::unique_ptr<service::Resolver> resolver_;
  std::unique_ptr<service::FrontLine> front_line_;
  std::unique_ptr<service::ClerkDesk> clerks_;
  std::unique_ptr<service::GapBook> gaps_;
};

}  // namespace firstfix
