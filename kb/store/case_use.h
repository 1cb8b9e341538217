// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of the cases that are offered. Reads many rows, so it keeps no statement.
#pragma once

#include <string>
#include <vector>

#include <soci/soci.h>

#include "kb/core/clock.h"
#include "kb/core/front_line.h"

namespace firstfix::store {

// Of contacts opened, signals given and outcomes recorded since that day (UTC). Ordered by case.
std::vector<CaseUse> read_case_use(soci::session& session, Date since);

// Whether the case was once put before somebody in this contact: it is in the latest ranking, was picked or
// copied, has an outcome, or a customer has a link to it.
bool read_was_offered(soci::session& session, const std::string& contact, const std::string& case_id);

}  // namespace firstfix::store
