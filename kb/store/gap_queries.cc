// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/gap_queries.h"

#include "kb/store/statement.h"

namespace firstfix::store {
namespace {

constexpr int kForgetEvery = 256;  // searches: looking for the oldest reads all

}  // namespace

MissedSearchWrite::MissedSearchWrite(soci::session& session, long long most)
    : most_(most),
      upsert_((session.prepare << "INSERT INTO missed_searches (text, times, last_at) VALUES (:text, 1, :at)"
                                  " ON CONFLICT (text) DO UPDATE SET times = times + 1,"
                                  " last_at = max(last_at, excluded.last_at)",
               soci::use(text_), soci::use(at_))),
      forget_(
          (session.prepare << "DELETE FROM missed_searches WHERE text IN (SELECT text FROM missed_searches"
                              " ORDER BY last_at DESC, text LIMIT -1 OFFSET :most)",
           soci::use(most_))) {}

void MissedSearchWrite::run(const MissedSearch& search) {
  text_ = search.text;
  at_ = to_column(search.at);
  store::run(upsert_);
  if (++since_forgotten_ < kForgetEvery) return;
  since_forgotten_ = 0;
  store::run(forget_);
}

std::vector<KnowledgeGap> read_gaps(soci::session& session, Timestamp since, int limit) {
  KnowledgeGap row;
  const long long from = to_column(since);
  long long is_contact = 0;
  long long last_at = 0;
  soci::statement statement =
      (session.prepare << "SELECT 0, text, times, last_at FROM missed_searches WHERE last_at >= :since"
                          " UNION ALL"
                          " SELECT 1, symptom, count(*), max(opened_at) FROM contacts c"
                          "  WHERE confident = 0 AND opened_at >= :since AND symptom <> '' AND NOT EXISTS"
                          "   (SELECT 1 FROM outcomes o WHERE o.contact = c.id AND o.result = 'resolved' AND "
                          "o.taken_back = 0)"
                          "  GROUP BY symptom"
                          " ORDER BY 3 DESC, 4 DESC, 2 LIMIT :limit",
       soci::use(from, "since"), soci::use(limit, "limit"), soci::into(is_contact), soci::into(row.text),
       soci::into(row.times), soci::into(last_at));
  std::vector<KnowledgeGap> gaps;
  for_each_row(statement, [&] {
    gaps.push_back(row);
    gaps.back().source = is_contact != 0 ? GapSource::contact : GapSource::search;
    gaps.back().last_at = to_time(last_at);
  });
  return gaps;
}

}  // namespace firstfix::store
