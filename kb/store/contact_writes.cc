// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/contact_writes.h"

#include <chrono>

#include "kb/store/contact_json.h"
#include "kb/store/statement.h"

namespace firstfix::store {

ContactUpsert::ContactUpsert(soci::session& session)
    : statement_(
          (session.prepare << "INSERT INTO contacts"
                              " (id, phone, channel, symptom, opened_at, stated, offered, category)"
                              " VALUES (:id, :phone, :channel, :symptom, :opened_at, :stated, :offered,"
                              " :category)"
                              " ON CONFLICT (id) DO UPDATE SET phone = excluded.phone,"
                              " channel = excluded.channel, symptom = excluded.symptom,"
                              " opened_at = excluded.opened_at, stated = excluded.stated,"
                              " offered = excluded.offered, category = excluded.category",
           soci::use(id_), soci::use(phone_), soci::use(channel_), soci::use(symptom_), soci::use(opened_at_),
           soci::use(stated_), soci::use(offered_), soci::use(category_))) {}

void ContactUpsert::run(const Contact& contact) {
  id_ = contact.id;
  phone_ = contact.phone.e164();
  channel_ = to_string(contact.channel);
  symptom_ = contact.symptom;
  opened_at_ = to_column(contact.opened_at);
  stated_ = facts_to_json(contact.stated);
  offered_ = list_to_json(contact.offered);
  category_ = contact.category;
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

void CaseDayMove::run(const Outcome& outcome, const std::string& category, int times) {
  if (outcome.case_id.empty()) return;
  day_ = std::chrono::floor<std::chrono::days>(outcome.at).time_since_epoch().count();
  case_id_ = outcome.case_id;
  category_ = category;
  resolved_ = outcome.result == OutcomeResult::resolved ? times : 0;
  tried_ = times;
  if (times > 0) store::run(insert_);
  store::run(update_);
  if (times < 0) store::run(remove_empty_);
}

OutcomeWrite::OutcomeWrite(soci::session& session)
    : case_day_(session),
      find_contact_((session.prepare << "SELECT count(*) FROM contacts WHERE id = :id",
                     soci::use(bound_.contact), soci::into(contacts_))),
      find_((session.prepare << "SELECT result, note, at, category FROM outcomes"
                                " WHERE contact = :contact AND case_id = :case_id",
             soci::use(bound_.contact), soci::use(bound_.case_id), soci::into(result_),
             soci::into(bound_.note), soci::into(at_), soci::into(category_))),
      upsert_((session.prepare << "INSERT INTO outcomes (contact, case_id, result, note, at, category)"
                                  " VALUES (:contact, :case_id, :result, :note, :at, :category)"
                                  " ON CONFLICT (contact, case_id) DO UPDATE SET result = excluded.result,"
                                  " note = excluded.note, at = excluded.at, category = excluded.category",
               soci::use(bound_.contact), soci::use(bound_.case_id), soci::use(result_),
               soci::use(bound_.note), soci::use(at_), soci::use(category_))) {}

Result<std::optional<Outcome>> OutcomeWrite::run(const Outcome& outcome, const std::string& category) {
  if (!has_contact(outcome)) {
    return fail(Code::not_found, "没有这次接触：" + outcome.contact, "请用 resolve 返回的 contact");
  }
  const auto before = counted(outcome);
  if (before && before->outcome.same_as(outcome)) return before->outcome;
  if (before) case_day_.run(before->outcome, before->category, -1);
  case_day_.run(outcome, category, 1);
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
    found = Counted{{outcome.contact, outcome.case_id, result, bound_.note, to_time(at_)}, category_};
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
