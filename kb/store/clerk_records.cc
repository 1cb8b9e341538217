// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/clerk_records.h"

#include "kb/store/migrate.h"
#include "kb/store/statement.h"

namespace firstfix::store {
namespace {

struct Done {};

Result<void> without_value(Result<Done> done) {
  if (!done) return fail(done.error());
  return {};
}

}  // namespace

Result<std::unique_ptr<ClerkRecords>> ClerkRecords::open(const std::string& path) {
  auto session = open_current(path);
  if (!session) return fail(session.error());
  return std::unique_ptr<ClerkRecords>(new ClerkRecords(*std::move(session), path));
}

ClerkRecords::ClerkRecords(SessionPtr session, std::string path)
    : session_(std::move(session)), path_(std::move(path)) {}

template <class Work>
auto ClerkRecords::locked(Work work) -> Result<decltype(work(std::declval<soci::session&>()))> {
  const std::scoped_lock lock(mutex_);
  try {
    return work(*session_);
  } catch (const soci::soci_error& error) {
    return fail(error_of(error, path_));
  }
}

Result<std::vector<std::string>> ClerkRecords::names() {
  return locked([](soci::session& session) {
    std::vector<std::string> names;
    std::string name;
    soci::statement statement =
        (session.prepare << "SELECT name FROM clerks ORDER BY name", soci::into(name));
    for_each_row(statement, [&] { names.push_back(name); });
    return names;
  });
}

Result<std::optional<Clerk>> ClerkRecords::find(const std::string& name) {
  return locked([&](soci::session& session) {
    Clerk row{name, {}, 0, {}};
    long long failures = 0;
    long long locked_until = 0;
    soci::indicator locked_known = soci::i_null;
    std::optional<Clerk> found;
    soci::statement statement =
        (session.prepare << "SELECT pin_hash, failures, locked_until FROM clerks WHERE name = :name",
         soci::use(name), soci::into(row.pin_hash), soci::into(failures),
         soci::into(locked_until, locked_known));
    for_each_row(statement, [&] {
      row.failures = static_cast<int>(failures);
      if (locked_known == soci::i_ok) row.locked_until = to_time(locked_until);
      found = row;
    });
    return found;
  });
}

Result<void> ClerkRecords::put(const Clerk& clerk) {
  return without_value(locked([&](soci::session& session) {
    const long long failures = clerk.failures;
    const long long locked_until = clerk.locked_until ? to_column(*clerk.locked_until) : 0;
    soci::indicator known = clerk.locked_until ? soci::i_ok : soci::i_null;
    session << "INSERT INTO clerks (name, pin_hash, failures, locked_until)"
               " VALUES (:name, :pin_hash, :failures, :locked_until)"
               " ON CONFLICT (name) DO UPDATE SET pin_hash = excluded.pin_hash,"
               " failures = excluded.failures, locked_until = excluded.locked_until",
        soci::use(clerk.name), soci::use(clerk.pin_hash), soci::use(failures), soci::use(locked_until, known);
    return Done{};
  }));
}

Result<bool> ClerkRecords::remove(const std::string& name) {
  return locked([&](soci::session& session) {
    soci::statement statement = (session.prepare << "DELETE FROM clerks WHERE name = :name", soci::use(name));
    store::run(statement);
    return statement.get_affected_rows() > 0;
  });
}

Result<std::optional<ClerkSession>> ClerkRecords::session(const std::string& token_hash) {
  return locked([&](soci::session& session) {
    ClerkSession row{token_hash, {}, {}};
    long long seen_at = 0;
    std::optional<ClerkSession> found;
    soci::statement statement =
        (session.prepare << "SELECT clerk, seen_at FROM clerk_sessions WHERE token_hash = :token_hash",
         soci::use(token_hash), soci::into(row.clerk), soci::into(seen_at));
    for_each_row(statement, [&] {
      row.seen_at = to_time(seen_at);
      found = row;
    });
    return found;
  });
}

Result<void> ClerkRecords::put_session(const ClerkSession& put) {
  return without_value(locked([&](soci::session& session) {
    const long long seen_at = to_column(put.seen_at);
    session
        << "INSERT INTO clerk_sessions (token_hash, clerk, seen_at) VALUES (:token_hash, :clerk, :seen_at)"
           " ON CONFLICT (token_hash) DO UPDATE SET clerk = excluded.clerk, seen_at = excluded.seen_at",
        soci::use(put.token_hash), soci::use(put.clerk), soci::use(seen_at);
    return Done{};
  }));
}

Result<void> ClerkRecords::end_session(const std::string& token_hash) {
  return without_value(locked([&](soci::session& session) {
    session << "DELETE FROM clerk_sessions WHERE token_hash = :token_hash", soci::use(token_hash);
    return Done{};
  }));
}

Result<void> ClerkRecords::end_sessions(const std::string& clerk, Timestamp unseen_since) {
  return without_value(locked([&](soci::session& session) {
    const long long seen_at = to_column(unseen_since);
    session << "DELETE FROM clerk_sessions WHERE clerk = :clerk OR seen_at < :seen_at", soci::use(clerk),
        soci::use(seen_at);
    return Done{};
  }));
}

}  // namespace firstfix::store
