// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/contact_writes.h"

#include <chrono>

#include "kb/store/contact_json.h"
#include "kb/store/statement.h"

namespace firstfix::store {
namespace {

constexpr long long kForgottenAtOnce = 5'000;  // some 20 ms

}  // namespace

ContactUpsert::ContactUpsert(soci::session& session)
    : statement_(
          (session.prepare << "INSERT INTO contacts"
                              " (id, phone, channel, symptom, opened_at, stated, offered, category, region,"
                              " agent, pending, considered, confident)"
                              " VALUES (:id, :phone, :channel, :symptom, :opened_at, :stated, :offered,"
                              " :category, :region, :agent, :pending, :considered, :confident)"
                              " ON CONFLICT (id) DO UPDATE SET phone = excluded.phone,"
                              " channel = excluded.channel, symptom = excluded.symptom,"
                              " opened_at = excluded.opened_at, stated = excluded.stated,"
                              " offered = excluded.offered, category = excluded.category,"
                              " region = excluded.region, agent = excluded.agent,"
                              " pending = excluded.pending,"
                              " considered = excluded.considered, confident = excluded.confident",
           soci::use(id_), soci::use(phone_), soci::use(channel_), soci::use(symptom_), soci::use(opened_at_),
           soci::use(stated_), soci::use(offered_), soci::use(category_), soci::use(region_),
           soci::use(agent_), soci::use(pending_), soci::use(considered_), soci::use(confident_))) {}

void ContactUpsert::run(const Contact& contact) {
  id_ = contact.id;
  phone_ = contact.phone.e164();
  channel_ = to_string(contact.channel);
  symptom_ = contact.symptom;
  opened_at_ = to_column(contact.opened_at);
  stated_ = facts_to_json(contact.stated);
  offered_ = list_to_json(contact.offered);
  category_ = contact.category;
  region_ = contact.region;
  agent_ = contact.agent;
  pending_ = contact.pending;
  considered_ = considered_to_json(contact.considered);
  confident_ = contact.confident ? 1 : 0;
  store::run(statement_);
}

// A decrement must not go through the INSERT: its row would break the CHECK before the conflict is seen.
CaseDayMove::CaseDayMove(soci::session& session)
    : insert_((session.prepare << "INSERT INTO case_days (day, case_id, category, resolved, tried)"
                                  " VALUES (:day, :case_id, :category, 0, 0) ON CONFLICT DO NOTHING",
               soci::use(day_), soci::use(case_id_), soci::use(category_))),
      update_(
          (session.prepare << "UPDATE case_days SET resolved = resolved + :resolved, tried = tried + :tried"
                              " WHERE day = :day AND case_id = :case_id AND category = :category",
           soci::use(resolved_), soci::use(tried_), soci::use(day_), soci::use(case_id_),
           soci::use(category_))),
      remove_empty_((session.prepare << "DELETE FROM case_days WHERE day = :day AND case_id = :case_id"
                                        " AND category = :category AND tried = 0",
                     soci::use(day_), soci::use(case_id_), soci::use(category_))) {}

void CaseDayMove::run(const Outcome& outcome, const std::string& category, bool taken_back, int times) {
  const bool credited = outcome.result == OutcomeResult::resolved && !taken_back;
  move(outcome, category, credited ? times : 0, times);
}

void CaseDayMove::credit(const Outcome& outcome, const std::string& category, int times) {
  move(outcome, category, times, 0);
}

void CaseDayMove::move(const Outcome& outcome, const std::string& category, int resolved, int tried) {
  if (outcome.case_id.empty()) return;
  const Date day = std::chrono::floor<std::chrono::days>(outcome.at);
  day_ = day.time_since_epoch().count();
  case_id_ = outcome.case_id;
  category_ = category;
  resolved_ = resolved;
  tried_ = tried;
  if (tried > 0) store::run(insert_);
  store::run(update_);
  if (tried < 0) store::run(remove_empty_);
  moved_.push_back({outcome.case_id, category, day, resolved, tried});
}

ForgetChanges::ForgetChanges(soci::session& session)
    : limit_(kForgottenAtOnce),
      statement_(
          (session.prepare
               << "DELETE FROM outcome_changes WHERE number IN (SELECT ch.number FROM"
                  " (SELECT number, contact, case_id FROM outcome_changes ORDER BY number LIMIT :limit) ch"
                  " JOIN outcomes o ON o.contact = ch.contact AND o.case_id = ch.case_id"
                  " WHERE o.at < :before)",
           soci::use(limit_), soci::use(before_))) {}

bool ForgetChanges::run(Timestamp before) {
  before_ = to_column(before);
  store::run(statement_);
  return statement_.get_affected_rows() >= kForgottenAtOnce;
}

OutcomeWrite::OutcomeWrite(soci::session& session, CaseDayMove& case_day)
    : case_day_(case_day),
      find_contact_((session.prepare << "SELECT count(*) FROM contacts WHERE id = :id",
                     soci::use(bound_.contact), soci::into(contacts_))),
      find_((session.prepare << "SELECT result, note, at, category, taken_back FROM outcomes"
                                " WHERE contact = :contact AND case_id = :case_id",
             soci::use(bound_.contact), soci::use(bound_.case_id), soci::into(result_),
             soci::into(bound_.note), soci::into(at_), soci::into(category_), soci::into(taken_back_))),
      upsert_((session.prepare << "INSERT INTO outcomes (contact, case_id, result, note, at, category,"
                                  " taken_back, agent)"
                                  " VALUES (:contact, :case_id, :result, :note, :at, :category, 0, :agent)"
                                  " ON CONFLICT (contact, case_id) DO UPDATE SET result = excluded.result,"
                                  " note = excluded.note, at = excluded.at, category = excluded.category,"
                                  " taken_back = excluded.taken_back, agent = excluded.agent",
               soci::use(bound_.contact), soci::use(bound_.case_id), soci::use(result_),
               soci::use(bound_.note), soci::use(at_), soci::use(category_), soci::use(bound_.agent))) {}

Result<std::optional<Outcome>> OutcomeWrite::run(const Outcome& outcome, const std::string& category) {
  if (!has_contact(outcome)) {
    return fail(Code::not_found, Message{"problem.no_contact"}, Message{"problem.no_contact.hint"});
  }
  const auto before = counted(outcome);
  if (before && before->outcome.same_as(outcome)) return before->outcome;
  if (before) case_day_.run(before->outcome, before->category, before->taken_back, -1);
  case_day_.run(outcome, category, false, 1);
  upsert(outcome, category);
  if (!before) return std::nullopt;
  return before->outcome;
}

bool OutcomeWrite::has_contact(const Outcome& outcome) {
  bound_.contact = outcome.contact;
  for_each_row(find_contact_, [] {});
  return contacts_ > 0;
}

std::optional<OutcomeWrite::Counted> OutcomeWrite::counted(const Outcome& outcome) {
  bound_.contact = outcome.contact;
  bound_.case_id = outcome.case_id;
  std::optional<Counted> found;
  for_each_row(find_, [&] {
    const auto result = parse_outcome_result(result_).value_or(OutcomeResult::unresolved);
    found = Counted{
        {outcome.contact, outcome.case_id, result, bound_.note, to_time(at_)}, category_, taken_back_ != 0};
  });
  return found;
}

void OutcomeWrite::upsert(const Outcome& outcome, const std::string& category) {
  bound_ = outcome;
  result_ = to_string(outcome.result);
  at_ = to_column(outcome.at);
  category_ = category;
  store::run(upsert_);
}

}  // namespace firstfix::store
