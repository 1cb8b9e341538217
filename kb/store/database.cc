// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/database.h"

#include <algorithm>
#include <utility>

#include "kb/store/credit_count.h"
#include "kb/store/migrate.h"
#include "kb/store/moment.h"
#include "kb/store/reader_pool.h"
#include "kb/store/writer.h"

namespace firstfix::store {
namespace {

class SqliteDatabase final : public RecordReads<SqliteDatabase, Database> {
 public:
  SqliteDatabase(std::unique_ptr<ReaderPool> readers, std::unique_ptr<Writer> writer, RepeatRule rule)
      : rule_(rule), readers_(std::move(readers)), writer_(std::move(writer)) {}

  template <class Query>
  auto read(Query query) {
    return readers_->read(std::move(query));
  }

  std::unique_ptr<CallerRecords> moment() override {
    return std::make_unique<Moment>(*readers_, writer_->pending());
  }
  Result<std::vector<PastContact>> contacts_since(const PhoneNumber& phone, Timestamp since) override {
    return with_pending(writer_->pending().of(phone, since), [&] {
      return read([&](Reader& reader) { return reader.contacts_since.run(phone, since); });
    });
  }
  Result<std::vector<Area>> known_areas() override {
    return readers_->read([](Reader& reader) { return reader.known_areas.run(); });
  }
  Result<std::vector<CoverageTile>> coverage_tiles(GeoPoint point, double radius_m) override {
    return readers_->read([&](Reader& reader) { return reader.coverage.tiles_around(point, radius_m); });
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

  Result<void> tries_since(Timestamp since, const std::function<void(RecordedTry)>& take) override {
    const auto read_all = readers_->read([&](Reader& reader) {
      reader.tries.run(since, take);
      return true;
    });
    if (!read_all) return fail(read_all.error());
    return {};
  }
  Result<std::vector<AdoptedWeights>> adopted_weights() override {
    return readers_->read([](Reader& reader) { return reader.adopted_weights.run(); });
  }
  Result<void> adopt_weights(const AdoptedWeights& adopted) override {
    const auto done = writer_->change_weights(adopted);
    if (!done) return fail(done.error());
    return {};
  }
  Result<bool> undo_weights(Timestamp at) override { return writer_->change_weights(at); }
  Result<std::vector<CaseUse>> case_use(Date since) override {
    return readers_->read([&](Reader& reader) { return reader.case_use(since); });
  }
  Result<std::vector<KnowledgeGap>> knowledge_gaps(Timestamp since, int limit) override {
    return readers_->read([&](Reader& reader) { return reader.gaps(since, limit); });
  }
  void add_missed_search(MissedSearch search) override { writer_->count(std::move(search)); }
  Result<bool> was_offered(const std::string& contact_id, const std::string& case_id) override {
    if (const auto pending = writer_->pending().find(contact_id)) {
      const auto& offered = pending->contact.offered;
      if (std::ranges::find(offered, case_id) != offered.end()) return true;
    }
    return readers_->read([&](Reader& reader) { return reader.was_offered(contact_id, case_id); });
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
  auto session = options.upkeep ? open_migrated(options.connection) : open_current(options.connection);
  if (!session) return fail(session.error());
  if (options.upkeep) {
    if (auto counted = count_credits(**session, options.connection, options.repeat); !counted)
      return fail(counted.error());
  }
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
