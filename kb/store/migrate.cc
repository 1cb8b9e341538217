// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/migrate.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace firstfix::store {
namespace {

long long count(soci::session& session, const char* query) {
  long long found = 0;
  session << query, soci::into(found);
  return found;
}

bool has_version_table(soci::session& session) {
  return count(session, "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_version'") > 0;
}

bool has_tables(soci::session& session) {
  return count(session, "SELECT count(*) FROM sqlite_schema") > 0;
}

// 0 for an empty database.
Result<long long> current_version(soci::session& session, const std::string& path) {
  if (!has_version_table(session)) {
    if (!has_tables(session)) return 0;
    return fail(Code::conflict, fmt::format("{}：这是别的程序的数据库", path),
                "请给出首解的数据库，或一个还不存在的文件");
  }
  return count(session, "SELECT coalesce(max(version), 0) FROM schema_version");
}

void create_version_table(soci::session& session) {
  run_script(session,
             "CREATE TABLE IF NOT EXISTS schema_version ("
             "  version INTEGER PRIMARY KEY,"
             "  name TEXT NOT NULL,"
             "  applied_at INTEGER NOT NULL DEFAULT (unixepoch())"
             ") STRICT");
}

void apply(soci::session& session, const Migration& migration) {
  run_script(session, migration.sql);
  const long long version = migration.version;
  const std::string name = migration.name;
  session << "INSERT INTO schema_version (version, name) VALUES (:version, :name)", soci::use(version),
      soci::use(name);
}

long long newest_of(const std::vector<Migration>& migrations) {
  return migrations.empty() ? 0 : migrations.back().version;
}

Result<void> refuse_newer(long long current, long long newest, const std::string& path) {
  if (current <= newest) return {};
  return fail(Code::conflict,
              fmt::format("{}：数据库是版本 {}，这个 firstfix 只认识到版本 {}", path, current, newest),
              "请用创建它的新版 firstfix，或恢复升级前的备份");
}

// Within a transaction that holds the write lock, so that two processes starting at once take turns.
Result<void> apply_missing(soci::session& session, const std::string& path,
                           const std::vector<Migration>& migrations) {
  const auto current = current_version(session, path);
  if (!current) return fail(current.error());
  if (auto known = refuse_newer(*current, newest_of(migrations), path); !known) return known;
  create_version_table(session);
  for (const Migration& migration : migrations) {
    if (migration.version > *current) apply(session, migration);
  }
  return {};
}

}  // namespace

Result<void> migrate(soci::session& session, const std::string& path,
                     const std::vector<Migration>& migrations) {
  try {
    run_script(session, "BEGIN IMMEDIATE");  // fails on a read-only file even when nothing is missing
    Result<void> applied = apply_missing(session, path, migrations);
    run_script(session, applied ? "COMMIT" : "ROLLBACK");
    return applied;
  } catch (const soci::soci_error& error) {
    return fail(error_of(error, path));  // the caller drops the session, which rolls back
  }
}

Result<SessionPtr> open_migrated(const std::string& path) {
  auto session = open_session(path, SessionUse::write);
  if (!session) return session;
  if (auto migrated = migrate(**session, path, all_migrations()); !migrated) return fail(migrated.error());
  return session;
}

Result<SessionPtr> open_current(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {  // SQLite would make one
    return fail(Code::not_found, fmt::format("{}：没有这个数据库", path),
                "请用 --data 指到服务器的数据文件夹；还没有就先启动一次 firstfix serve");
  }
  auto session = open_session(path, SessionUse::write);
  if (!session) return session;
  try {
    const auto current = current_version(**session, path);
    if (!current) return fail(current.error());
    const long long newest = newest_of(all_migrations());
    if (auto known = refuse_newer(*current, newest, path); !known) return fail(known.error());
    if (*current == newest) return session;
    return fail(Code::conflict,
                fmt::format("{}：数据库还是版本 {}，这个 firstfix 要版本 {}", path, *current, newest),
                "先用这个版本启动一次 firstfix serve，它会升级数据库");
  } catch (const soci::soci_error& error) {
    return fail(error_of(error, path));
  }
}

}  // namespace firstfix::store
