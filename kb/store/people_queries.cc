// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/people_queries.h"

#include "kb/store/statement.h"

namespace firstfix::store {
namespace {

std::optional<bool> to_flag(long long column) {
  if (column < 0) return std::nullopt;
  return column != 0;
}

}  // namespace

SubscriberQuery::SubscriberQuery(soci::session& session)
    : statement_((session.prepare << "SELECT imei, plan, account, porting, volte_on, vip"
                                     " FROM subscribers WHERE phone = :phone",
                  soci::use(phone_), soci::into(row_.imei), soci::into(row_.plan), soci::into(row_.account),
                  soci::into(row_.porting), soci::into(row_.volte_on), soci::into(vip_))) {}

std::optional<Subscriber> SubscriberQuery::run(const PhoneNumber& phone) {
  phone_ = phone.e164();
  std::optional<Subscriber> found;
  for_each_row(statement_, [&] {
    found = row_;
    found->phone = phone;
    found->vip = vip_ != 0;
  });
  return found;
}

DeviceQuery::DeviceQuery(soci::session& session)
    : statement_((session.prepare << "SELECT tac, brand, model, coalesce(volte, -1), coalesce(nr, -1),"
                                     " coalesce(sa, -1), coalesce(nsa, -1), bands"
                                     " FROM devices WHERE tac = :tac",
                  soci::use(tac_), soci::into(row_.tac), soci::into(row_.brand), soci::into(row_.model),
                  soci::into(volte_), soci::into(nr_), soci::into(sa_), soci::into(nsa_),
                  soci::into(row_.bands))) {}

std::optional<Device> DeviceQuery::run(std::string_view tac) {
  tac_ = tac;
  std::optional<Device> found;
  for_each_row(statement_, [&] {
    found = row_;
    found->volte = to_flag(volte_);
    found->nr = to_flag(nr_);
    found->sa = to_flag(sa_);
    found->nsa = to_flag(nsa_);
  });
  return found;
}

SharedImeiQuery::SharedImeiQuery(soci::session& session)
    : statement_((session.prepare << "SELECT count(*) FROM subscribers WHERE imei = :imei AND imei <> ''"
                                     " AND phone <> :phone",
                  soci::use(imei_), soci::use(phone_), soci::into(count_))) {}

int SharedImeiQuery::run(std::string_view imei, const PhoneNumber& except) {
  imei_ = imei;
  phone_ = except.e164();
  for_each_row(statement_, [] {});
  return static_cast<int>(count_);
}

ImportsQuery::ImportsQuery(soci::session& session)
    : statement_((session.prepare << "SELECT name, at, number FROM imports ORDER BY name",
                  soci::into(row_.table), soci::into(at_), soci::into(row_.number))) {}

std::vector<ImportMark> ImportsQuery::run() {
  std::vector<ImportMark> marks;
  for_each_row(statement_, [&] {
    marks.push_back(row_);
    marks.back().at = to_time(at_);
  });
  return marks;
}

HasDevicesQuery::HasDevicesQuery(soci::session& session)
    : statement_((session.prepare << "SELECT EXISTS (SELECT 1 FROM devices)", soci::into(found_))) {}

bool HasDevicesQuery::run() {
  bool found = false;
  for_each_row(statement_, [&] { found = found_ != 0; });
  return found;
}

LastLocationQuery::LastLocationQuery(soci::session& session)
    : statement_((session.prepare << "SELECT latitude, longitude, area, kind, seen_at"
                                     " FROM last_locations WHERE phone = :phone",
                  soci::use(phone_), soci::into(row_.point.latitude), soci::into(row_.point.longitude),
                  soci::into(row_.area), soci::into(row_.kind), soci::into(seen_at_))) {}

std::optional<LastLocation> LastLocationQuery::run(const PhoneNumber& phone) {
  phone_ = phone.e164();
  std::optional<LastLocation> found;
  for_each_row(statement_, [&] {
    found = row_;
    found->phone = phone;
    found->seen_at = to_time(seen_at_);
  });
  return found;
}

}  // namespace firstfix::store
