// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/note_queries.h"

#include "kb/store/statement.h"

namespace firstfix::store {

ScreenPopQuery::ScreenPopQuery(soci::session& session)
    : statement_((session.prepare << "SELECT contact, at FROM screen_pops WHERE agent = :agent",
                  soci::use(agent_), soci::into(row_.contact), soci::into(at_))) {}

std::optional<ScreenPop> ScreenPopQuery::run(std::string_view agent) {
  agent_ = agent;
  std::optional<ScreenPop> found;
  for_each_row(statement_, [&] {
    row_.agent = agent_;
    row_.at = to_time(at_);
    found = row_;
  });
  return found;
}

TrackLinkQuery::TrackLinkQuery(soci::session& session)
    : statement_((session.prepare << "SELECT contact, case_id, made_at, expires_at FROM track_links"
                                     " WHERE token = :token",
                  soci::use(token_), soci::into(row_.contact), soci::into(row_.case_id), soci::into(made_at_),
                  soci::into(expires_at_))) {}

std::optional<TrackLink> TrackLinkQuery::run(std::string_view token) {
  token_ = token;
  std::optional<TrackLink> found;
  for_each_row(statement_, [&] {
    row_.token = token_;
    row_.made_at = to_time(made_at_);
    row_.expires_at = to_time(expires_at_);
    found = row_;
  });
  return found;
}

}  // namespace firstfix::store
