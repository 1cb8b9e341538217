// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "kb/core/contact.h"
#include "kb/core/records.h"
#include "kb/core/result.h"

namespace firstfix::store {

// contacts_since gives no more than this, the newest: a number with thousands of contacts is a test or a
// robot.
inline constexpr int kPastContacts = 100;

// When a table was last imported, and how often.
struct ImportMark {
  std::string table;
  Timestamp at;
  long long number = 0;

  bool operator==(const ImportMark&) const = default;
};

// What is on record about a caller, his handset and his place. No value: there is none. Errors: unavailable.
// The database answers each read by itself, from any thread; Database::moment() gives the same reads for one
// thread, of one moment, at a fraction of the cost.
class CallerRecords {
 public:
  virtual ~CallerRecords() = default;

  virtual Result<std::optional<Subscriber>> subscriber(const PhoneNumber& phone) = 0;
  virtual Result<std::optional<Device>> device(std::string_view tac) = 0;
  virtual Result<bool> has_devices() = 0;  // an empty table makes no TAC suspect
  // How many other numbers have a handset of this IMEI.
  virtual Result<int> numbers_sharing(std::string_view imei, const PhoneNumber& except) = 0;
  virtual Result<std::optional<LastLocation>> last_location(const PhoneNumber& phone) = 0;
  virtual Result<std::optional<CoverageTile>> coverage_at(
      GeoPoint point) = 0;  // its tile, else the nearest within 300 m
  // All tiles within the radius as one.
  virtual Result<std::optional<CoverageTile>> coverage_around(GeoPoint point, double radius_m) = 0;
  virtual Result<bool> has_coverage() = 0;  // an empty table makes no place uncovered
  virtual Result<std::vector<ImportMark>> imports() = 0;
  // Those that reach the point and run at some time in [from, until], earliest first; one without an end runs
  // on.
  virtual Result<std::vector<NetworkEvent>> events_at(GeoPoint point, Timestamp from, Timestamp until) = 0;
  // Newest first, at most kPastContacts; also those not yet committed, in a moment as of this call.
  virtual Result<std::vector<PastContact>> contacts_since(const PhoneNumber& phone, Timestamp since) = 0;
};

}  // namespace firstfix::store
