// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/case_use.h"

#include <map>
#include <utility>

#include "kb/store/statement.h"

namespace firstfix::store {
namespace {

using Uses = std::map<std::string, CaseUse>;

// Each query gives a case id and two numbers.
template <class Take>
void read(soci::session& session, const char* query, long long since, Take take) {
  std::string case_id;
  long long first = 0;
  long long second = 0;
  soci::statement statement = (session.prepare << query, soci::use(since, "since"), soci::into(case_id),
                               soci::into(first), soci::into(second));
  for_each_row(statement, [&] { take(case_id, static_cast<int>(first), static_cast<int>(second)); });
}

constexpr const char* kOffered =
    "SELECT o.value, count(*), sum(o.key = 0) FROM credits c JOIN contacts k ON k.id = c.contact,"
    " json_each(k.offered) o WHERE c.opened_at >= :since AND (c.spoken = 1 OR c.result <> 'none')"
    " GROUP BY o.value";
constexpr const char* kSignals =
    "SELECT case_id, CASE kind WHEN 'picked' THEN 0 WHEN 'copied' THEN 1 ELSE 2 END, count(DISTINCT contact)"
    " FROM signals WHERE at >= :since GROUP BY case_id, kind";
constexpr const char* kOutcomes =
    "SELECT case_id, sum(resolved), sum(tried) FROM case_days WHERE day >= :since GROUP BY case_id";

}  // namespace

std::vector<CaseUse> read_case_use(soci::session& session, Date since) {
  const long long day = since.time_since_epoch().count();
  const long long second = std::chrono::seconds{since.time_since_epoch()}.count();
  Uses uses;
  read(session, kOffered, second, [&](const std::string& id, int offered, int first) {
    uses[id].offered = offered;
    uses[id].first = first;
  });
  read(session, kSignals, second, [&](const std::string& id, int kind, int contacts) {
    CaseUse& use = uses[id];
    (kind == 0 ? use.picked : kind == 1 ? use.copied : use.dismissed) = contacts;
  });
  read(session, kOutcomes, day, [&](const std::string& id, int resolved, int tried) {
    uses[id].resolved = resolved;
    uses[id].tried = tried;
  });
  std::vector<CaseUse> list;
  list.reserve(uses.size());
  for (auto& [id, use] : uses) {
    use.case_id = id;
    list.push_back(std::move(use));
  }
  return list;
}

bool read_was_offered(soci::session& session, const std::string& contact, const std::string& case_id) {
  long long found = 0;
  session << "SELECT EXISTS (SELECT 1 FROM contacts k, json_each(k.offered) o"
             "  WHERE k.id = :contact AND o.value = :case_id)"
             " OR EXISTS (SELECT 1 FROM signals WHERE contact = :contact AND case_id = :case_id)"
             " OR EXISTS (SELECT 1 FROM outcomes WHERE contact = :contact AND case_id = :case_id)"
             " OR EXISTS (SELECT 1 FROM track_links WHERE contact = :contact AND case_id = :case_id)",
      soci::use(contact, "contact"), soci::use(case_id, "case_id"), soci::into(found);
  return found != 0;
}

}  // namespace firstfix::store
