// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/credit_count.h"

#include <fmt/format.h>

#include "kb/store/database.h"
#include "kb/store/session.h"
#include "kb/store/statement.h"

namespace firstfix::store {
namespace {

bool stands_by(soci::session& session, const RepeatRule& rule) {
  long long found = 0;
  const long long window = rule.window.count();
  const long long same_call = rule.same_call.count();
  session << "SELECT count(*) FROM credit_rule WHERE window = :window AND same_call = :same_call",
      soci::use(window), soci::use(same_call), soci::into(found);
  return found > 0;
}

struct Index {
  std::string name;
  std::string sql;
};

// Filling a table and building its indexes afterwards is twice as fast as the other way round.
std::vector<Index> drop_indexes(soci::session& session) {
  std::vector<Index> indexes;
  Index row;
  soci::statement statement =
      (session.prepare << "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'credits'"
                          " AND sql IS NOT NULL",
       soci::into(row.name), soci::into(row.sql));
  for_each_row(statement, [&] { indexes.push_back(row); });
  for (const Index& index : indexes) run_script(session, ("DROP INDEX " + index.name).c_str());
  return indexes;
}

// The same as CreditWrite::decide, for all at once.
void collect(soci::session& session, const RepeatRule& rule) {
  const long long same_call = rule.same_call.count();
  const std::vector<Index> indexes = drop_indexes(session);
  run_script(session, "DELETE FROM credits");
  session
      << "INSERT INTO credits (contact, phone, opened_at, channel, region, agent, spoken, result, case_id,"
         " category, credit_from, repeated_by)"
         " SELECT c.id, c.phone, c.opened_at, c.channel, c.region, c.agent,"
         " c.symptom <> '' OR c.stated <> '[]', coalesce(o.result, 'none'), coalesce(o.case_id, ''),"
         " CASE WHEN coalesce(o.category, '') <> '' THEN o.category ELSE c.category END,"
         " coalesce(min(o.at, c.opened_at + :same_call), c.opened_at), ''"
         " FROM contacts c LEFT JOIN (SELECT contact, result, case_id, category, at, row_number() OVER"
         " (PARTITION BY contact ORDER BY CASE result WHEN 'escalated' THEN 0 WHEN 'resolved' THEN 1"
         " ELSE 2 END, at DESC, case_id) AS place FROM outcomes) o ON o.contact = c.id AND o.place = 1"
         " ORDER BY c.opened_at",
      soci::use(same_call);
  for (const Index& index : indexes) run_script(session, index.sql.c_str());
}

void take_back(soci::session& session, const RepeatRule& rule) {
  const long long window = rule.window.count();
  session << "UPDATE credits SET repeated_by = coalesce((SELECT r.contact FROM credits r"
             " WHERE r.phone = credits.phone AND r.category = credits.category"
             " AND r.opened_at BETWEEN credits.credit_from AND credits.opened_at + :window"
             " AND r.contact <> credits.contact AND (r.spoken = 1 OR r.result <> 'none')"
             " ORDER BY r.opened_at, r.contact LIMIT 1), '') WHERE result = 'resolved'",
      soci::use(window);
}

// Only what differs is moved: the statistics may hold days whose contacts are gone.
constexpr const char* kMoveStatistics =
    "CREATE TEMP TABLE flips AS SELECT o.contact, o.case_id, o.category, o.at / 86400 AS day,"
    "  k.repeated_by <> '' AS taken_back FROM outcomes o JOIN credits k ON k.contact = o.contact"
    "  WHERE o.result = 'resolved' AND o.taken_back <> (k.repeated_by <> '');"
    "UPDATE outcomes SET taken_back = f.taken_back FROM temp.flips f"
    "  WHERE f.contact = outcomes.contact AND f.case_id = outcomes.case_id;"
    "UPDATE case_days SET resolved = max(0, min(tried, resolved + f.moved)) FROM"
    "  (SELECT day, case_id, category, sum(1 - 2 * taken_back) AS moved FROM temp.flips"
    "   GROUP BY day, case_id, category) f"
    "  WHERE f.day = case_days.day AND f.case_id = case_days.case_id AND f.category = case_days.category;"
    "DROP TABLE temp.flips";

void remember(soci::session& session, const RepeatRule& rule) {
  const long long window = rule.window.count();
  const long long same_call = rule.same_call.count();
  session << "INSERT OR REPLACE INTO credit_rule (only_row, window, same_call)"
             " VALUES (1, :window, :same_call)",
      soci::use(window), soci::use(same_call);
}

const char* column_of(FcrKey key) {
  switch (key) {
    case FcrKey::day:
      return "date(opened_at + shift, 'unixepoch')";
    case FcrKey::region:
      return "region";
    case FcrKey::category:
      return "category";
    case FcrKey::channel:
      return "channel";
    case FcrKey::case_id:
      return "case_id";
    case FcrKey::agent:
      return "agent";
  }
  return "''";
}

}  // namespace

Result<void> count_credits(soci::session& session, const std::string& path, const RepeatRule& rule) {
  try {
    if (stands_by(session, rule)) return {};
    run_script(session, "PRAGMA cache_size = -200000");  // KiB; SQLite's own 2 MiB would go to the disk
    run_script(session, "BEGIN IMMEDIATE");
    if (!stands_by(session, rule)) {  // another process may have been first
      collect(session, rule);
      take_back(session, rule);
      run_script(session, kMoveStatistics);
      remember(session, rule);
    }
    run_script(session, "COMMIT");
    run_script(session, "PRAGMA cache_size = -2000");
    return {};
  } catch (const soci::soci_error& error) {
    return fail(error_of(error, path));  // the caller drops the session, which rolls back
  }
}

std::vector<FcrRow> read_fcr(soci::session& session, const FcrQuery& query, const RepeatRule& rule) {
  const long long from = to_column(query.from);
  const long long until = to_column(query.until);
  const long long closed_before = to_column(query.now) - rule.window.count();
  const long long shift = std::chrono::seconds{query.utc_offset}.count();
  FcrRow row;
  FcrCounts& counts = row.counts;
  soci::statement statement =
      (session.prepare << fmt::format(
           "WITH given (closed_before, shift) AS (SELECT :closed_before, :shift)"
           " SELECT {} AS key, sum(result = 'none' AND spoken = 1),"
           " sum(result = 'resolved' AND repeated_by = '' AND opened_at < closed_before),"
           " sum(result = 'resolved' AND repeated_by = '' AND opened_at >= closed_before),"
           " sum(result = 'resolved' AND repeated_by <> ''), sum(result = 'unresolved'),"
           " sum(result = 'escalated'), sum(result <> 'none' AND opened_at < closed_before)"
           " FROM credits, given WHERE opened_at >= :from AND opened_at < :until"
           " GROUP BY key ORDER BY key",
           column_of(query.by)),
       soci::use(closed_before), soci::use(shift), soci::use(from), soci::use(until), soci::into(row.key),
       soci::into(counts.without_outcome), soci::into(counts.confirmed), soci::into(counts.provisional),
       soci::into(counts.taken_back), soci::into(counts.unresolved), soci::into(counts.escalated),
       soci::into(counts.settled));
  std::vector<FcrRow> rows;
  for_each_row(statement, [&] { rows.push_back(row); });
  return rows;
}

}  // namespace firstfix::store
