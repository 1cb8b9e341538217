// SPDX-License-Identifier: GPL-3.0-or-later
// The schema's history: numbered SQL files, each applied once and recorded in the table schema_version.
#pragma once

#include <string>
#include <vector>

#include "kb/core/result.h"
#include "kb/store/session.h"

namespace firstfix::store {

struct Migration {
  int version = 0;
  const char* name = "";
  const char* sql = "";
};

// kb/store/migrations/*.sql, built into the program: version 1, 2, 3 ...
std::vector<Migration> all_migrations();

// Applies what is missing, all of it in one transaction. Errors: conflict (a newer version made this
// database, or another program), unavailable (cannot be written).
Result<void> migrate(soci::session& session, const std::string& path,
                     const std::vector<Migration>& migrations);

// Opens for writing and migrates: what every writer starts with.
Result<SessionPtr> open_migrated(const std::string& path);
// Opens for writing one that is of this version already, and changes nothing: a command beside a server of an
// older version must not take its database away. Errors: not_found (no file there), conflict (older, newer,
// another program), unavailable.
Result<SessionPtr> open_current(const std::string& path);

}  // namespace firstfix::store
