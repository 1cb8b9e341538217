// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "kb/core/front_line.h"
#include "kb/core/library.h"
#include "kb/core/result.h"
#include "kb/service/knowledge.h"
#include "kb/service/resolver.h"
#include "kb/service/settings.h"
#include "kb/store/database.h"

namespace firstfix::service {

struct ScreenPopRequest {
  std::string agent;
  ResolveRequest call;
};

// What a customer may see of a contact: nothing internal, no number.
struct Progress {
  TrackLink link;
  std::string title;                     // of the case; empty: it is gone since
  std::string reply;                     // its SMS form, addressed to the customer, filled; empty: as above
  std::vector<std::string> steps;        // only of a case written for customers too
  std::optional<OutcomeResult> outcome;  // of this case, or an escalation without one
  std::string event;                     // a running outage or planned work there, else empty
  std::optional<Fact> event_end;         // when it is expected to end, where that is known
  std::vector<Picture> pictures;
  std::optional<Timestamp> repair_by;  // the legal limit, where it is known and something is to be repaired
  Timestamp opened_at;
};

// What lies around the caller's last known place, for a map.
struct Surroundings {
  LastLocation location;
  struct Square {  // of the coverage grid, degrees of WGS 84
    double south = 0.0;
    double north = 0.0;
    double west = 0.0;
    double east = 0.0;
    CoverageTile tile;
  };
  std::vector<Square> squares;
  std::vector<NetworkEvent> events;  // that reach the place, running or within a day
};

// The use cases around a contact: what agents did with offers, contacts prepared for a seat, the customer's
// progress page. Thread rule: any thread.
class FrontLine {
 public:
  struct Parts {
    const Knowledge& knowledge;
    store::Database& database;
    Resolver& resolver;
    Settings settings;
    Clock clock;
    std::function<std::string()> new_token;  // 32 hex digits, unguessable
  };
  explicit FrontLine(Parts parts) : parts_(std::move(parts)) {}

  // Durable when it returns. Errors: not_found (contact), invalid (case, form), conflict (the case was
  // offered in this contact and is gone since).
  Result<Signal> record(Signal signal);
  // How every case fared in the last `days` (1 to 365), ordered by case. Counts at most once a minute and for
  // a twentieth of the time: a million contacts take some 2.3 s. Errors: invalid (days), unavailable.
  Result<std::vector<CaseUse>> case_use(std::size_t days);

  // Opens a contact for the caller and puts it before the agent. Errors: invalid (agent, and as of
  // Resolver::resolve).
  Result<ScreenPop> pop(const ScreenPopRequest& request);
  // The agent's latest, no older than five minutes: a call is answered or lost by then.
  Result<std::optional<ScreenPop>> latest_pop(const std::string& agent) const;

  // Errors: not_found (contact, or nobody knows where the number is).
  Result<Surroundings> surroundings(const std::string& contact) const;

  // A link that expires after settings.track_life. Errors: not_found (contact), invalid (case).
  Result<TrackLink> open_track(const std::string& contact, const std::string& case_id);
  // Error: not_found, the same for a token that never was and one that has expired.
  Result<Progress> progress(const std::string& token) const;
  // The customer's own answer: the outcome of the link's case.
  Result<Outcome> answer(const std::string& token, bool solved);

 private:
  Result<Contact> find_contact(const std::string& id) const;
  Result<CasePtr> find_case(const std::string& contact, const std::string& id) const;
  void say(const Case& article, const FactSet& facts, const Library& library, Progress& progress) const;
  Result<TrackLink> find_link(const std::string& token) const;
  std::optional<OutcomeResult> outcome_of(const Contact& contact, const std::string& case_id) const;

  struct Used {
    std::size_t days = 0;
    Timestamp at;
    std::chrono::seconds good_for{0};
    std::vector<CaseUse> cases;
  };

  Parts parts_;
  std::mutex using_;
  Used used_;  // as it was counted last
};

}  // namespace firstfix::service
