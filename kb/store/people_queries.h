// SPDX-License-Identifier: GPL-3.0-or-later
// Point reads by number and by TAC. As all *Queries and *Writes: prepared once on a session, the statements
// bound to the members before them; one thread at a time; SOCI's exceptions pass through.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

#include "kb/core/records.h"
#include "kb/store/database.h"

namespace firstfix::store {

class SubscriberQuery {
 public:
  explicit SubscriberQuery(soci::session& session);
  std::optional<Subscriber> run(const PhoneNumber& phone);

 private:
  std::string phone_;
  Subscriber row_;
  long long vip_ = 0;
  soci::statement statement_;
};

class DeviceQuery {
 public:
  explicit DeviceQuery(soci::session& session);
  std::optional<Device> run(std::string_view tac);

 private:
  std::string tac_;
  Device row_;
  long long volte_ = 0;  // -1: not known
  long long nr_ = 0;
  long long sa_ = 0;
  long long nsa_ = 0;
  soci::statement statement_;
};

// How many other numbers were last seen in the handset of this IMEI.
class SharedImeiQuery {
 public:
  explicit SharedImeiQuery(soci::session& session);
  int run(std::string_view imei, const PhoneNumber& except);

 private:
  std::string imei_;
  std::string phone_;
  long long count_ = 0;
  soci::statement statement_;
};

class ImportsQuery {
 public:
  explicit ImportsQuery(soci::session& session);
  std::vector<ImportMark> run();

 private:
  ImportMark row_;
  long long at_ = 0;
  soci::statement statement_;
};

class HasDevicesQuery {
 public:
  explicit HasDevicesQuery(soci::session& session);
  bool run();

 private:
  long long found_ = 0;
  soci::statement statement_;
};

class LastLocationQuery {
 public:
  explicit LastLocationQuery(soci::session& session);
  std::optional<LastLocation> run(const PhoneNumber& phone);

 private:
  std::string phone_;
  LastLocation row_;
  long long seen_at_ = 0;
  soci::statement statement_;
};

}  // namespace firstfix::store
