// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/contact_queries.h"

#include "kb/store/contact_json.h"
#include "kb/store/statement.h"

namespace firstfix::store {

ContactQuery::ContactQuery(soci::session& session)
    : statement_(
          (session.prepare << "SELECT phone, channel, symptom, opened_at, stated, offered, category,"
                              " region, agent, pending, considered, confident FROM contacts WHERE id = :id",
           soci::use(id_), soci::into(phone_), soci::into(channel_), soci::into(symptom_),
           soci::into(opened_at_), soci::into(stated_), soci::into(offered_), soci::into(category_),
           soci::into(region_), soci::into(agent_), soci::into(pending_), soci::into(considered_),
           soci::into(confident_))) {}

std::optional<Contact> ContactQuery::run(std::string_view id) {
  id_ = id;
  std::optional<Contact> found;
  for_each_row(statement_, [&] {
    found = Contact{
        id_,
        PhoneNumber{phone_},
        parse_channel(channel_).value_or(Channel::hotline),  // the column's CHECK allows no other text
        symptom_,
        to_time(opened_at_),
        facts_from_json(stated_),
        list_from_json(offered_),
        category_,
        region_,
        agent_,
        pending_,
        considered_from_json(considered_),
        confident_ != 0};
  });
  return found;
}

ContactsSinceQuery::ContactsSinceQuery(soci::session& session)
    : statement_(
          (session.prepare << "SELECT c.id, c.opened_at, c.symptom, c.category, c.stated, o.case_id, o.result"
                              " FROM (SELECT id, opened_at, symptom, category, stated, rowid AS place"
                              "  FROM contacts"
                              "  WHERE phone = :phone AND opened_at >= :since"
                              "  ORDER BY opened_at DESC, rowid DESC LIMIT :limit) c"
                              " LEFT JOIN outcomes o ON o.contact = c.id"
                              " ORDER BY c.opened_at DESC, c.place DESC, o.at, o.case_id",
           soci::use(phone_), soci::use(since_), soci::use(limit_), soci::into(row_.id),
           soci::into(opened_at_), soci::into(row_.symptom), soci::into(row_.category), soci::into(stated_),
           soci::into(case_id_, has_case_), soci::into(result_, has_result_))) {}

std::vector<PastContact> ContactsSinceQuery::run(const PhoneNumber& phone, Timestamp since) {
  phone_ = phone.e164();
  since_ = to_column(since);
  std::vector<PastContact> contacts;
  for_each_row(statement_, [&] { take(contacts); });
  return contacts;
}

// One row for each outcome of a contact, or one without outcome.
void ContactsSinceQuery::take(std::vector<PastContact>& contacts) {
  if (contacts.empty() || contacts.back().id != row_.id) {
    contacts.push_back(row_);
    contacts.back().opened_at = to_time(opened_at_);
    contacts.back().stated = facts_from_json(stated_);
  }
  if (has_result_ != soci::i_ok) return;
  if (const auto result = parse_outcome_result(result_))
    contacts.back().outcomes.emplace_back(case_id_, *result);
}

ConfirmationChangesQuery::ConfirmationChangesQuery(soci::session& session)
    : later_(session),
      statement_(
          (session.prepare << "SELECT ch.number, ch.contact, ch.case_id, coalesce(o.symptom, c.symptom),"
                              " o.result = 'resolved' AND o.taken_back = 0, o.at, o.category,"
                              " coalesce(o.considered, c.considered)"
                              " FROM outcome_changes ch"
                              " JOIN outcomes o ON o.contact = ch.contact AND o.case_id = ch.case_id"
                              " JOIN contacts c ON c.id = ch.contact"
                              " WHERE ch.number > :after ORDER BY ch.number LIMIT :limit",
           soci::use(after_), soci::use(limit_), soci::into(row_.number), soci::into(row_.contact),
           soci::into(row_.case_id), soci::into(row_.symptom), soci::into(resolved_), soci::into(at_),
           soci::into(row_.category), soci::into(considered_))) {}

std::vector<ConfirmationChange> ConfirmationChangesQuery::run(long long after, int limit) {
  after_ = after;
  limit_ = limit;
  std::vector<ConfirmationChange> changes;
  for_each_row(statement_, [&] {
    changes.push_back(row_);
    changes.back().resolved = resolved_ != 0;
    changes.back().considered = considered_from_json(considered_);
    changes.back().at = to_time(at_);
    if (!changes.back().resolved) changes.back().later = later_.run(row_.contact, row_.case_id);
  });
  return changes;
}

CaseDaysQuery::CaseDaysQuery(soci::session& session)
    : statement_((session.prepare << "SELECT case_id, category, day, resolved, tried FROM case_days"
                                     " WHERE day >= :since ORDER BY day, case_id, category",
                  soci::use(since_), soci::into(row_.case_id), soci::into(row_.category), soci::into(day_),
                  soci::into(resolved_), soci::into(tried_))) {}

std::vector<CaseDay> CaseDaysQuery::run(Date since) {
  since_ = since.time_since_epoch().count();
  std::vector<CaseDay> days;
  for_each_row(statement_, [&] {
    days.push_back(row_);
    days.back().day = Date{std::chrono::days{day_}};
    days.back().resolved = static_cast<int>(resolved_);
    days.back().tried = static_cast<int>(tried_);
  });
  return days;
}

}  // namespace firstfix::store
