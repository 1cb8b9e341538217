// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "kb/core/contact.h"
#include "kb/core/fact.h"
#include "kb/core/library.h"
#include "kb/core/solution.h"
#include "kb/operator/network_apis.h"
#include "kb/service/heard_words.h"
#include "kb/service/place_book.h"
#include "kb/service/settings.h"
#include "kb/store/database.h"

namespace firstfix::service {

// What the number, and the places named in the conversation, tell.
struct Caller {
  FactSet facts;
  std::vector<Notice> notices;
  std::vector<PastContact> history;      // newest first, the running contact included
  std::vector<std::string> unavailable;  // sources that failed or were late: their facts are unknown
};

struct CallerSources {
  store::Database& database;
  const Settings& settings;
  const Library* library = nullptr;           // for the titles of what was tried; none: ids
  const PlaceBook* places = nullptr;          // none: no place names
  operators::NetworkApis* network = nullptr;  // none: the imported tables alone
  const HeardWords* words = nullptr;          // of the library; none: made anew
};

struct CallerQuestion {
  PhoneNumber phone;
  Timestamp now;
  std::string skip_contact = {};  // the running contact, which is no visit before this one
  std::string said = {};          // the area the agent stated, then the symptom: where places may be named
};

// Looks the number up in every source, within settings.facts_budget: sources whose turn comes later are named
// in `unavailable`, like those that fail. Never fails. Thread rule: any thread.
Caller look_up(const CallerSources& sources, const CallerQuestion& question);

}  // namespace firstfix::service
