// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/contact.h"
#include "kb/core/result.h"
#include "kb/core/solution.h"
#include "kb/operator/network_apis.h"
#include "kb/service/caller.h"
#include "kb/service/evidence_feed.h"
#include "kb/service/knowledge.h"
#include "kb/service/learning.h"
#include "kb/service/place_book.h"
#include "kb/service/retrieval.h"
#include "kb/service/settings.h"
#include "kb/service/track_record.h"
#include "kb/store/database.h"

namespace firstfix::service {

// Facts as callers state them: id and value id. The value "unknown" means "don't know": it is not asked
// again.
using StatedFacts = std::vector<std::pair<std::string, std::string>>;

struct ResolveRequest {
  std::string phone;
  std::string symptom;  // may be empty: then what the number tells must do
  Channel channel = Channel::hotline;
  StatedFacts facts;
  std::size_t limit = 5;
  std::string agent = {};  // who asks, for the statistics; at most 100 characters, may be empty
};

// The use cases of one contact: resolve, answer a question, record the outcome.
// Thread rule: any thread.
class Resolver {
 public:
  struct Parts {
    const Knowledge& knowledge;
    store::Database& database;
    TrackRecord& track_record;
    Settings settings;
    Clock clock;
    std::function<std::string()> new_contact_id;  // 32 hex digits, unguessable
    EvidenceFeed* evidence = nullptr;             // none: nothing is learned from outcomes' words
    const PlaceBook* places = nullptr;            // none: places named in a symptom are not known
    operators::NetworkApis* network = nullptr;    // none: the imported tables serve alone
    const WeightsBook* weights = nullptr;         // none: the program's own
  };
  // Keeps the track record in step with the database, one Resolver a database.
  explicit Resolver(Parts parts);
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;
  ~Resolver();

  // Opens a contact. Errors: invalid (number, symptom over 10,000 characters or not UTF-8, unknown fact or
  // value).
  Result<Resolution> resolve(const ResolveRequest& request);
  // Adds facts to a contact and ranks again. Errors: not_found (contact), invalid (facts).
  Result<Resolution> answer(const std::string& contact_id, const StatedFacts& facts);
  // The customer says more, or says it another way: the words replace the earlier ones and the cases are
  // ranked again; so with the channel when one is given. Errors: not_found (contact), invalid (symptom as of
  // resolve).
  Result<Resolution> restate(const std::string& contact_id, const std::string& symptom,
                             std::optional<Channel> channel = {});
  // The contact as it stands, ranked again with what is known now; records nothing. Error: not_found.
  Result<Resolution> revisit(const std::string& contact_id) const;
  // Durable when it returns. The same again is no change, another result for the same case corrects it. Of a
  // case that is gone since it was offered in this contact too.
  // Errors: not_found (contact), invalid (unknown case; resolved without a case; note over 2,000 characters).
  Result<Outcome> record_outcome(Outcome outcome);

 private:
  Caller look_up(const Contact& contact, const Snapshot& snapshot, Timestamp now) const;
  std::optional<Unfinished> unfinished(const Caller& caller, const Contact& contact,
                                       const Library& library) const;
  Result<Contact> find_contact(const std::string& contact_id) const;
  Result<Resolution> advise_on(Contact& contact, std::size_t limit) const;
  Result<std::string> category_of_withdrawn(const Outcome& outcome) const;
  Result<Contact> new_contact(const ResolveRequest& request);
  Result<void> state_facts(Contact& contact, const StatedFacts& facts) const;

  // Two agents who answer at once both count: reading a contact, adding to it and writing it is one step.
  std::mutex& writing(const std::string& contact_id);

  Parts parts_;
  std::array<std::mutex, 64> writing_;  // by contact id
  mutable RecentWords recent_words_;
};

}  // namespace firstfix::service
