// SPDX-License-Identifier: GPL-3.0-or-later
// Counting all credits anew, and reading them.
#pragma once

#include <string>
#include <vector>

#include <soci/soci.h>

#include "kb/core/fcr.h"
#include "kb/core/result.h"

namespace firstfix::store {

struct FcrQuery;

// Counts the credits of all contacts by this rule, and with them the success statistics, unless they stand by
// it already (the rule is kept in the file). One transaction. Source of truth: contacts and outcomes.
Result<void> count_credits(soci::session& session, const std::string& path, const RepeatRule& rule);

// Reports are rare and long: prepared anew each time.
std::vector<FcrRow> read_fcr(soci::session& session, const FcrQuery& query, const RepeatRule& rule);

}  // namespace firstfix::store
