// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "kb/core/contact.h"
#include "kb/core/fact.h"
#include "kb/core/solution.h"
#include "kb/service/settings.h"
#include "kb/store/database.h"

namespace firstfix::service {

// What the number alone tells.
struct Caller {
  FactSet facts;
  std::vector<Notice> notices;
  std::vector<PastContact> history;      // newest first, the running contact included
  std::vector<std::string> unavailable;  // sources that failed: their facts are unknown, the answer goes on
};

// Looks the number up in every source. Never fails: a source that does is named in `unavailable`.
// `skip_contact` is the running contact, which does not count as a visit before this one. Thread rule: any
// thread.
Caller look_up(const PhoneNumber& phone, store::Database& database, const Settings& settings, Timestamp now,
               const std::string& skip_contact = {});

}  // namespace firstfix::service
