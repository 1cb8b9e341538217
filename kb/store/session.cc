// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/session.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>
// Brings <sqlite3.h> into namespace sqlite_api: the plain header must not be included beside it.
#include <soci/sqlite3/soci-sqlite3.h>

namespace firstfix::store {
namespace {

Result<std::string> connect_string(const std::string& path) {
  // SOCI takes a text without '=' as the path itself; any other must be quoted, and it knows no escape for a
  // quote.
  if (path.find('=') == std::string::npos) return path;
  if (path.find('"') == std::string::npos) return fmt::format("db=\"{}\"", path);
  return fail(Code::invalid, fmt::format("{}: a database path cannot hold both = and \"", path),
              "choose another file name");
}

Result<void> check_path(const std::string& path) {
  if (path.empty() || path == ":memory:" || path.starts_with("file:")) {
    return fail(
        Code::invalid, fmt::format("database '{}' is not a file path", path),
        "give the path of a file, for example data/firstfix.db: a database in memory would be lost at exit");
  }
  if (path.find("://") != std::string::npos) {
    return fail(Code::invalid, fmt::format("no database backend for '{}'", path.substr(0, path.find("://"))),
                "give the path of a file: this version keeps its records in SQLite");
  }
  return {};
}

Error cannot_open(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const fs::path parent = fs::absolute(path, ignored).parent_path();
  std::string hint =
      fmt::format("check that the user running firstfix may read and write it and {}", parent.string());
  if (fs::is_directory(path, ignored)) {
    hint = "it is a folder: give the path of a file in it";
  } else if (!fs::is_directory(parent, ignored)) {
    hint = fmt::format("{} is no folder: create it, or give another path", parent.string());
  }
  return {Code::unavailable, fmt::format("{}: the database cannot be opened", path), hint};
}

Error error_of_code(int code, const std::string& path, const std::string& detail) {
  const auto unavailable = [&](const char* what, std::string hint) {
    return Error{Code::unavailable, fmt::format("{}: {}", path, what), std::move(hint)};
  };
  switch (code) {
    case SQLITE_FULL:
      return unavailable("the disk is full",
                         "free space on its disk and try again: what was committed is safe");
    case SQLITE_IOERR:
      return unavailable("the disk cannot be written or read",
                         "check the disk, its quota and the file size limit");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return unavailable("the database is read-only",
                         "let the user running firstfix write the file and its folder, or give another path");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return unavailable("another process is writing the database",
                         "wait for it (a large import?) to end and try again");
    case SQLITE_CANTOPEN:
      return cannot_open(path);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return unavailable("the file is no SQLite database, or it is damaged",
                         "give another path, or restore a backup with firstfix restore");
    case SQLITE_NOMEM:
      return unavailable("out of memory", "free memory and try again");
    default:  // SQLite has some thirty codes, and new versions add to them
      return Error{Code::internal, fmt::format("{}: {}", path, detail),
                   "report this with the version of firstfix"};
  }
}

}  // namespace

Error error_of(const soci::soci_error& error, const std::string& path) {
  const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
  // Not what(): SOCI appends the statement's bound values to it.
  return error_of_code(sqlite == nullptr ? SQLITE_ERROR : sqlite->result(), path, error.get_error_message());
}

void run_script(soci::session& session, const char* sql) {
  auto& backend = dynamic_cast<soci::sqlite3_session_backend&>(*session.get_backend());
  const int code = sqlite_api::sqlite3_exec(backend.conn_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw soci::sqlite3_soci_error(sqlite_api::sqlite3_errmsg(backend.conn_), code);
}

Result<SessionPtr> open_session(const std::string& path, SessionUse use) {
  if (auto checked = check_path(path); !checked) return fail(checked.error());
  const auto connect = connect_string(path);
  if (!connect) return fail(connect.error());
  try {
    auto session = std::make_unique<soci::session>(soci::sqlite3, *connect);
    // The busy timeout first: turning WAL on takes a lock.
    run_script(*session,
               "PRAGMA busy_timeout = 10000;"
               "PRAGMA journal_mode = WAL;"
               "PRAGMA synchronous = FULL;"
               "PRAGMA foreign_keys = ON;"
               "PRAGMA temp_store = MEMORY;"
               "PRAGMA trusted_schema = OFF;");
    if (use == SessionUse::read) run_script(*session, "PRAGMA query_only = ON;");
    return session;
  } catch (const soci::soci_error& error) {
    return fail(error_of(error, path));
  }
}

}  // namespace firstfix::store
