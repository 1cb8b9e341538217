// SPDX-License-Identifier: GPL-3.0-or-later
// The reads of CallerRecords, each one query on a reader. Who reads says how he comes by one: `Reads` has
// `read(query)`, which runs query(Reader&).
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "kb/store/caller_records.h"
#include "kb/store/pending_contacts.h"
#include "kb/store/reader_pool.h"

namespace firstfix::store {

// Puts what is not committed yet over what is; outcomes are always committed.
void lay_over(std::vector<PastContact>& contacts, std::vector<Contact> pending);

template <class Reads, class Records>
class RecordReads : public Records {
 public:
  Result<std::optional<Subscriber>> subscriber(const PhoneNumber& phone) override {
    return self().read([&](Reader& reader) { return reader.subscriber.run(phone); });
  }
  Result<std::optional<Device>> device(std::string_view tac) override {
    return self().read([&](Reader& reader) { return reader.device.run(tac); });
  }
  Result<bool> has_devices() override {
    return self().read([](Reader& reader) { return reader.has_devices.run(); });
  }
  Result<int> numbers_sharing(std::string_view imei, const PhoneNumber& except) override {
    return self().read([&](Reader& reader) { return reader.shared_imei.run(imei, except); });
  }
  Result<std::optional<LastLocation>> last_location(const PhoneNumber& phone) override {
    return self().read([&](Reader& reader) { return reader.last_location.run(phone); });
  }
  Result<std::optional<CoverageTile>> coverage_at(GeoPoint point) override {
    return self().read([&](Reader& reader) { return reader.coverage.run(point); });
  }
  Result<std::optional<CoverageTile>> coverage_around(GeoPoint point, double radius_m) override {
    return self().read([&](Reader& reader) { return reader.coverage.around(point, radius_m); });
  }
  Result<bool> has_coverage() override {
    return self().read([](Reader& reader) { return reader.has_coverage.run(); });
  }
  Result<std::vector<ImportMark>> imports() override {
    return self().read([](Reader& reader) { return reader.imports.run(); });
  }
  Result<std::vector<NetworkEvent>> events_at(GeoPoint point, Timestamp from, Timestamp until) override {
    return self().read([&](Reader& reader) { return reader.events.run(point, from, until); });
  }

 protected:
  // `read` must begin after `pending` was asked, see PendingContacts.
  template <class Read>
  static Result<std::vector<PastContact>> with_pending(std::vector<Contact> pending, Read read) {
    Result<std::vector<PastContact>> contacts = read();
    if (contacts && !pending.empty()) lay_over(*contacts, std::move(pending));
    return contacts;
  }

 private:
  Reads& self() { return static_cast<Reads&>(*this); }
};

}  // namespace firstfix::store
