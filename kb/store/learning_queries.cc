// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/learning_queries.h"

#include <utility>

#include "kb/store/contact_json.h"
#include "kb/store/statement.h"

namespace firstfix::store {

// The view earlier_failures, the other way round.
LaterTriesQuery::LaterTriesQuery(soci::session& session)
    : statement_(
          (session.prepare << "SELECT o.case_id, o.category, o.contact,"
                              " o.result = 'resolved' AND o.taken_back = 0, n.id = c.id"
                              " FROM contacts c JOIN outcomes o ON o.contact IN"
                              "  (SELECT id FROM contacts WHERE phone = c.phone AND opened_at BETWEEN"
                              "   c.opened_at AND c.opened_at + (SELECT window FROM credit_rule)"
                              "   ORDER BY opened_at LIMIT 21)"
                              " JOIN contacts n ON n.id = o.contact"
                              " WHERE c.id = :contact AND o.case_id <> ''"
                              " AND (n.id = c.id AND o.case_id <> :case_id OR n.opened_at > c.opened_at)"
                              " ORDER BY n.opened_at, n.id, o.at, o.case_id",
           soci::use(contact_), soci::use(case_id_), soci::into(row_.case_id), soci::into(row_.category),
           soci::into(row_.contact), soci::into(resolved_), soci::into(same_contact_))) {}

std::vector<LaterTry> LaterTriesQuery::run(const std::string& contact, const std::string& case_id) {
  contact_ = contact;
  case_id_ = case_id;
  std::vector<LaterTry> later;
  for_each_row(statement_, [&] {
    later.push_back(row_);
    later.back().resolved = resolved_ != 0;
    later.back().same_contact = same_contact_ != 0;
  });
  return later;
}

TriesQuery::TriesQuery(soci::session& session)
    : later_(session),
      statement_((session.prepare << "SELECT c.id, coalesce(o.symptom, c.symptom), c.channel, c.opened_at,"
                                     " coalesce(o.considered, c.considered), o.case_id,"
                                     " o.result = 'resolved' AND o.taken_back = 0, o.at"
                                     " FROM outcomes o JOIN contacts c ON c.id = o.contact"
                                     " WHERE o.case_id <> '' AND o.at >= :since"
                                     " ORDER BY o.at, o.contact, o.case_id",
                  soci::use(since_), soci::into(row_.contact), soci::into(row_.symptom), soci::into(channel_),
                  soci::into(opened_at_), soci::into(considered_), soci::into(row_.case_id),
                  soci::into(resolved_), soci::into(at_))) {}

void TriesQuery::run(Timestamp since, const std::function<void(RecordedTry)>& take) {
  since_ = to_column(since);
  for_each_row(statement_, [&] {
    RecordedTry each = row_;
    each.channel = parse_channel(channel_).value_or(Channel::hotline);
    each.opened_at = to_time(opened_at_);
    each.considered = considered_from_json(considered_);
    each.resolved = resolved_ != 0;
    each.at = to_time(at_);
    if (!each.resolved) each.later = later_.run(each.contact, each.case_id);
    take(std::move(each));
  });
}

AdoptedWeightsQuery::AdoptedWeightsQuery(soci::session& session)
    : statement_((session.prepare << "SELECT number, at, weights, fitted_on, tested_on, old_loss, new_loss,"
                                     " undone_at FROM adopted_weights ORDER BY number",
                  soci::into(row_.number), soci::into(at_), soci::into(weights_), soci::into(fitted_on_),
                  soci::into(tested_on_), soci::into(row_.old_loss), soci::into(row_.new_loss),
                  soci::into(undone_at_, undone_))) {}

std::vector<AdoptedWeights> AdoptedWeightsQuery::run() {
  std::vector<AdoptedWeights> all;
  for_each_row(statement_, [&] {
    AdoptedWeights each = row_;
    each.at = to_time(at_);
    each.weights = weights_from_json(weights_);
    each.fitted_on = static_cast<std::size_t>(fitted_on_);
    each.tested_on = static_cast<std::size_t>(tested_on_);
    if (undone_ == soci::i_ok) each.undone_at = to_time(undone_at_);
    all.push_back(std::move(each));
  });
  return all;
}

WeightsWrite::WeightsWrite(soci::session& session)
    : adopt_((session.prepare << "INSERT INTO adopted_weights"
                                 " (at, weights, fitted_on, tested_on, old_loss, new_loss)"
                                 " VALUES (:at, :weights, :fitted, :tested, :old, :new)",
              soci::use(at_), soci::use(weights_), soci::use(fitted_on_), soci::use(tested_on_),
              soci::use(old_loss_), soci::use(new_loss_))),
      undo_((session.prepare << "UPDATE adopted_weights SET undone_at = :at WHERE number ="
                                " (SELECT max(number) FROM adopted_weights WHERE undone_at IS NULL)",
             soci::use(at_))) {}

void WeightsWrite::adopt(const AdoptedWeights& adopted) {
  at_ = to_column(adopted.at);
  weights_ = weights_to_json(adopted.weights);
  fitted_on_ = static_cast<long long>(adopted.fitted_on);
  tested_on_ = static_cast<long long>(adopted.tested_on);
  old_loss_ = adopted.old_loss;
  new_loss_ = adopted.new_loss;
  store::run(adopt_);
}

bool WeightsWrite::undo(Timestamp at) {
  at_ = to_column(at);
  store::run(undo_);
  return undo_.get_affected_rows() > 0;
}

}  // namespace firstfix::store
