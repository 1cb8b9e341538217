// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/database.h"

#include <algorithm>
#include <utility>

#include "kb/store/credit_count.h"
#include "kb/store/migrate.h"
#include "kb/store/reader_pool.h"
#include "kb/store/writer.h"

namespace firstfix::store {
namespace {

// Of the same second the one that was written later stands first already.
bool is_newer(const PastContact& a, const PastContact& b) {
  return a.opened_at > b.opened_at;
}

// Puts what is not committed yet over what is; outcomes are always committed.
void lay_over(std::vector<PastContact>& contacts, std::vector<Contact> pending) {
  for (Contact& contact : pending) {
    auto found = std::find_if(contacts.begin(), contacts.end(),
                              [&](const PastContact& past) { return past.id == contact.id; });
    if (found == contacts.end())
      found = contacts.insert(contacts.begin(), PastContact{contact.id, {}, {}, {}, {}});
    found->opened_at = contact.opened_at;
    found->symptom = std::move(contact.symptom);
    found->category = std::move(contact.category);
  }
  std::stable_sort(contacts.begin(), contacts.end(), is_newer);
  if (contacts.size() > kPastContacts) contacts.resize(kPastContacts);
}

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(std::unique_ptr<ReaderPool> readers, std::unique_ptr<Writer> writer, RepeatRule rule)
      : rule_(rule), readers_(std::move(readers)), writer_(std::move(writer)) {}

  Result<std::optional<Subscriber>> subscriber(const PhoneNumber& phone) override {
    return readers_->read([&](Reader& reader) { return reader.subscriber.run(phone); });
  }
  Result<std::optional<Device>> device(std::string_view tac) override {
    return readers_->read([&](Reader& reader) { return reader.device.run(tac); });
  }
  Result<bool> has_devices() override {
    return readers_->read([](Reader& reader) { return reader.has_devices.run(); });
  }
  Result<int> numbers_sharing(std::string_view imei, const PhoneNumber& except) override {
    return readers_->read([&](Reader& reader) { return reader.shared_imei.run(imei, except); });
  }
  Result<std::optional<LastLocation>> last_location(const PhoneNumber& phone) override {
    return readers_->read([&](Reader& reader) { return reader.last_location.run(phone); });
  }
  Result<std::optional<CoverageTile>> coverage_at(GeoPoint point) override {
    return readers_->read([&](Reader& reader) { return reader.coverage.run(point); });
  }
  Result<std::optional<CoverageTile>> coverage_around(GeoPoint point, double radius_m) override {
    return readers_->read([&](Reader& reader) { return reader.coverage.around(point, radius_m); });
  }
  Result<bool> has_coverage() override {
    return readers_->read([](Reader& reader) { return reader.has_coverage.run(); });
  }
  Result<std::vector<Area>> known_areas() override {
    return readers_->read([](Reader& reader) { return reader.known_areas.run(); });
  }
  Result<std::vector<ImportMark>> imports() override {
    return readers_->read([](Reader& reader) { return reader.imports.run(); });
  }
  Result<std::vector<CoverageTile>> coverage_tiles(GeoPoint point, double radius_m) override {
    return readers_->read([&](Reader& reader) { return reader.coverage.tiles_around(point, radius_m); });
  }
  Result<std::vector<NetworkEvent>> events_at(GeoPoint point, Timestamp from, Timestamp until) override {
    return readers_->read([&](Reader& reader) { return reader.events.run(point, from, until); });
  }

  Result<std::vector<PastContact>> contacts_since(const PhoneNumber& phone, Timestamp since) override {
    auto pending = writer_->pending().of(phone, since);  // before the database, see PendingContacts
    auto contacts = readers_->read([&](Reader& reader) { return reader.contacts_since.run(phone, since); });
    if (contacts && !pending.empty()) lay_over(*contacts, std::move(pending));
    return contacts;
  }
  Result<std::optional<Contact>> contact(std::string_view id) override {
    if (auto pending = writer_->pending().find(id)) return std::move(pending->contact);
    return readers_->read([&](Reader& reader) { return reader.contact.run(id); });
  }
  Result<std::vector<CaseDay>> case_days(Date since) override {
    return readers_->read([&](Reader& reader) { return reader.case_days.run(since); });
  }

  Result<std::vector<ConfirmationChange>> confirmation_changes(long long after, int limit) override {
    return readers_->read([&](Reader& reader) { return reader.confirmation_changes.run(after, limit); });
  }

  Result<std::vector<FcrRow>> fcr(const FcrQuery& query) override {
    return readers_->read([&](Reader& reader) { return reader.fcr(query, rule_); });
  }

  Result<std::optional<ScreenPop>> screen_pop(std::string_view agent) override {
    return readers_->read([&](Reader& reader) { return reader.screen_pop.run(agent); });
  }
  Result<std::optional<TrackLink>> track_link(std::string_view token) override {
    return readers_->read([&](Reader& reader) { return reader.track_link.run(token); });
  }

  Result<void> note(const FrontNote& note) override { return writer_->note(note); }
  void add_contact(Contact contact) override { writer_->put(std::move(contact)); }
  void update_contact(Contact contact) override { writer_->put(std::move(contact)); }
  Result<std::optional<Outcome>> record_outcome(const Outcome& outcome,
                                                const std::string& category) override {
    return writer_->record(outcome, category);
  }
  Result<bool> forget_changes(Timestamp before) override { return writer_->forget_changes(before); }
  void on_case_days(CaseDayListener listener) override { writer_->on_case_days(std::move(listener)); }

  Result<void> ping() override {
    if (const auto readable = has_devices(); !readable) return fail(readable.error());
    return writer_->health();
  }
  void flush() override { writer_->flush(); }

 private:
  const RepeatRule rule_;
  std::unique_ptr<ReaderPool> readers_;
  std::unique_ptr<Writer> writer_;
};

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const DatabaseOptions& options) {
  auto session = open_migrated(options.connection);
  if (!session) return fail(session.error());
  if (auto counted = count_credits(**session, options.connection, options.repeat); !counted)
    return fail(counted.error());
  auto readers = ReaderPool::open(options.connection, options.readers);
  if (!readers) return fail(readers.error());
  try {
    auto writer = std::make_unique<Writer>(
        std::move(*session),
        WriterOptions{options.connection, std::max<std::size_t>(options.queue, 1), options.repeat});
    return std::make_unique<SqliteDatabase>(std::move(*readers), std::move(writer), options.repeat);
  } catch (const soci::soci_error& error) {
    return fail(error_of(error, options.connection));
  }
}

}  // namespace firstfix::store
