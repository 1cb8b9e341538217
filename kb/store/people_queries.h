// SPDX-License-Identifier: GPL-3.0-or-later
// Point reads by number and by TAC. As all *Queries and *Writes: prepared once on a session, the statements
// bound to the members before them; one thread at a time; SOCI's exceptions pass through.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <soci/soci.h>

#include "kb/core/records.h"

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
