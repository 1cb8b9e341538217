// SPDX-License-Identifier: GPL-3.0-or-later
// Where SOCI and SQLite meet the rest: opening, pragmas, and their exceptions turned into our errors.
#pragma once

#include <memory>
#include <string>

#include <soci/soci.h>

#include "kb/core/result.h"

namespace firstfix::store {

using SessionPtr = std::unique_ptr<soci::session>;

enum class SessionUse { read, write };

// Opens the file, creating it when missing, in WAL with synchronous=FULL, foreign keys and a busy timeout of
// 10 s. Error: unavailable, with path and mend; invalid for ":memory:" and for schemes there is no backend
// for.
Result<SessionPtr> open_session(const std::string& path, SessionUse use);

// Many statements in one text, without values.
void run_script(soci::session& session, const char* sql);

// What a SOCI exception means for whoever runs the server. Never holds bound values, which may be phone
// numbers. Code::unavailable: the file cannot be used now, whatever is asked of it; internal: this statement
// is at fault.
Error error_of(const soci::soci_error& error, const std::string& path);

}  // namespace firstfix::store
