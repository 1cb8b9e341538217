// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/credit_writes.h"

#include <algorithm>

#include "kb/store/statement.h"

namespace firstfix::store {

CreditRows::CreditRows(soci::session& session)
    : find_((session.prepare << "SELECT phone, opened_at, channel, region, agent, spoken, result, case_id,"
                                " category, credit_from, repeated_by FROM credits WHERE contact = :contact",
             soci::use(bound_.contact), soci::into(bound_.phone), soci::into(bound_.opened_at),
             soci::into(bound_.channel), soci::into(bound_.region), soci::into(bound_.agent),
             soci::into(bound_.spoken), soci::into(bound_.result), soci::into(bound_.case_id),
             soci::into(bound_.category), soci::into(bound_.credit_from), soci::into(bound_.repeated_by))),
      put_((session.prepare
                << "INSERT INTO credits (contact, phone, opened_at, channel, region, agent, spoken, result,"
                   " case_id, category, credit_from, repeated_by)"
                   " VALUES (:contact, :phone, :opened_at, :channel, :region, :agent, :spoken, :result,"
                   " :case_id, :category, :credit_from, :repeated_by)"
                   " ON CONFLICT (contact) DO UPDATE SET phone = excluded.phone,"
                   " opened_at = excluded.opened_at, channel = excluded.channel, region = excluded.region,"
                   " agent = excluded.agent, spoken = excluded.spoken, result = excluded.result,"
                   " case_id = excluded.case_id, category = excluded.category,"
                   " credit_from = excluded.credit_from, repeated_by = excluded.repeated_by",
            soci::use(bound_.contact), soci::use(bound_.phone), soci::use(bound_.opened_at),
            soci::use(bound_.channel), soci::use(bound_.region), soci::use(bound_.agent),
            soci::use(bound_.spoken), soci::use(bound_.result), soci::use(bound_.case_id),
            soci::use(bound_.category), soci::use(bound_.credit_from), soci::use(bound_.repeated_by))) {}

std::optional<Credit> CreditRows::find(const std::string& contact) {
  bound_.contact = contact;
  std::optional<Credit> found;
  for_each_row(find_, [&] { found = bound_; });
  return found;
}

void CreditRows::put(const Credit& credit) {
  bound_ = credit;
  run(put_);
}

RepeatSearch::RepeatSearch(soci::session& session, const RepeatRule& rule)
    : window_(rule.window.count()),
      first_repeat_(
          (session.prepare << "SELECT contact FROM credits WHERE phone = :phone AND category = :category"
                              " AND opened_at BETWEEN :credit_from AND :until AND contact <> :contact"
                              " AND (spoken = 1 OR result <> 'none') ORDER BY opened_at, contact LIMIT 1",
           soci::use(bound_.phone), soci::use(bound_.category), soci::use(bound_.credit_from),
           soci::use(until_), soci::use(bound_.contact), soci::into(found_))),
      standing_(
          (session.prepare << "SELECT contact FROM credits WHERE phone = :phone AND category = :category"
                              " AND result = 'resolved' AND repeated_by = '' AND contact <> :contact"
                              " AND opened_at >= :earliest AND credit_from <= :opened_at",
           soci::use(bound_.phone), soci::use(bound_.category), soci::use(bound_.contact), soci::use(until_),
           soci::use(bound_.opened_at), soci::into(found_))),
      by_((session.prepare << "SELECT contact FROM credits WHERE repeated_by = :by AND repeated_by <> ''",
           soci::use(bound_.contact), soci::into(found_))) {}

std::vector<std::string> RepeatSearch::list(soci::statement& statement) {
  std::vector<std::string> contacts;
  for_each_row(statement, [&] { contacts.push_back(found_); });
  return contacts;
}

std::string RepeatSearch::repeat_of(const Credit& credit) {
  bound_ = credit;
  until_ = credit.opened_at + window_;
  const auto found = list(first_repeat_);
  return found.empty() ? std::string() : found.front();
}

std::vector<std::string> RepeatSearch::standing_before(const Credit& repeat) {
  bound_ = repeat;
  until_ = repeat.opened_at - window_;
  return list(standing_);
}

std::vector<std::string> RepeatSearch::taken_back_by(const std::string& contact) {
  bound_.contact = contact;
  return list(by_);
}

OutcomeCredit::OutcomeCredit(soci::session& session, CaseDayMove& case_day)
    : case_day_(case_day),
      differing_((session.prepare << "SELECT case_id, at, category FROM outcomes WHERE contact = :contact"
                                     " AND result = 'resolved' AND taken_back <> :taken_back",
                  soci::use(bound_.contact), soci::use(taken_back_), soci::into(bound_.case_id),
                  soci::into(at_), soci::into(category_))),
      mark_((session.prepare << "UPDATE outcomes SET taken_back = :taken_back WHERE contact = :contact"
                                " AND case_id = :case_id",
             soci::use(taken_back_), soci::use(bound_.contact), soci::use(bound_.case_id))) {}

void OutcomeCredit::settle(const std::string& contact, bool taken_back) {
  bound_.contact = contact;
  taken_back_ = taken_back ? 1 : 0;
  struct Counted {
    Outcome outcome;
    std::string category;
  };
  std::vector<Counted> counted;
  for_each_row(differing_, [&] {
    counted.push_back({bound_, category_});
    counted.back().outcome.at = to_time(at_);
  });
  for (const Counted& it : counted) {
    bound_.case_id = it.outcome.case_id;
    run(mark_);
    case_day_.credit(it.outcome, it.category, taken_back ? -1 : 1);
  }
}

// The outcome that decides comes first: escalated before resolved before unresolved, of equals the latest.
CreditWrite::CreditWrite(soci::session& session, const RepeatRule& rule, CaseDayMove& case_day)
    : rule_(rule),
      rows_(session),
      repeats_(session, rule),
      outcomes_(session, case_day),
      decide_((session.prepare
                   << "SELECT o.result, o.case_id, o.at,"
                      " CASE WHEN o.category <> '' THEN o.category ELSE c.category END"
                      " FROM outcomes o JOIN contacts c ON c.id = o.contact WHERE o.contact = :contact"
                      " ORDER BY CASE o.result WHEN 'escalated' THEN 0 WHEN 'resolved' THEN 1 ELSE 2 END,"
                      " o.at DESC, o.case_id LIMIT 1",
               soci::use(contact_), soci::into(decided_.result), soci::into(decided_.case_id),
               soci::into(decided_at_), soci::into(decided_.category))),
      adopt_((session.prepare
                  << "INSERT INTO credits (contact, phone, opened_at, channel, region, agent, spoken, result,"
                     " case_id, category, credit_from, repeated_by)"
                     " SELECT id, phone, opened_at, channel, region, agent, symptom <> '' OR stated <> '[]',"
                     " 'none', '', category, opened_at, '' FROM contacts WHERE id = :contact",
              soci::use(contact_))) {}

void CreditWrite::contact_written(const Contact& contact) {
  const Credit before = rows_.find(contact.id).value_or(Credit{});
  Credit now = before;
  now.contact = contact.id;
  now.phone = contact.phone.e164();
  now.opened_at = to_column(contact.opened_at);
  now.channel = to_string(contact.channel);
  now.region = contact.region;
  now.agent = contact.agent;
  now.spoken = contact.symptom.empty() && contact.stated.empty() ? 0 : 1;
  if (now.case_id.empty()) now.category = contact.category;
  if (now.result == "none") now.credit_from = now.opened_at;
  if (now != before) became(before, now);
}

void CreditWrite::outcome_written(const std::string& contact) {
  const Credit before = row_of(contact);
  Credit now = before;
  decide(now);
  if (now != before) became(before, now);
  outcomes_.settle(contact, !rows_.find(contact).value_or(now).repeated_by.empty());
}

Credit CreditWrite::row_of(const std::string& contact) {
  if (auto found = rows_.find(contact)) return *std::move(found);
  contact_ = contact;
  run(adopt_);
  return rows_.find(contact).value_or(Credit{});
}

void CreditWrite::decide(Credit& credit) {
  contact_ = credit.contact;
  for_each_row(decide_, [&] {
    credit.result = decided_.result;
    credit.case_id = decided_.case_id;
    credit.category = decided_.category;
    credit.credit_from = to_column(repeats_from(rule_, to_time(credit.opened_at), to_time(decided_at_)));
  });
  if (!credit.resolved()) credit.repeated_by.clear();
}

// Others first: credits this contact has taken back and may no longer, then those it takes back now.
void CreditWrite::became(const Credit& before, const Credit& now) {
  rows_.put(now);
  const bool moved = before.category != now.category || before.opened_at != now.opened_at ||
                     before.phone != now.phone || before.counts() != now.counts();
  if (moved) {
    for (const std::string& contact : repeats_.taken_back_by(now.contact)) check_own(contact);
    if (now.counts()) {
      for (const std::string& contact : repeats_.standing_before(now)) check_own(contact);
    }
  }
  check_own(now.contact);
}

void CreditWrite::check_own(const std::string& contact) {
  auto credit = rows_.find(contact);
  if (!credit || !credit->resolved()) return;
  const std::string by = repeats_.repeat_of(*credit);
  if (by != credit->repeated_by) set_repeated(*std::move(credit), by);
}

void CreditWrite::set_repeated(Credit credit, const std::string& by) {
  credit.repeated_by = by;
  rows_.put(credit);
  outcomes_.settle(credit.contact, !by.empty());
}

}  // namespace firstfix::store
