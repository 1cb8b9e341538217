// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/confirmed_texts.h"

#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "kb/core/clock.h"
#include "kb/service/evidence_feed.h"
#include "kb/service/settings.h"
#include "kb/store/database.h"

namespace firstfix::service {
namespace {

class Recorded : public ConfirmedTexts {
 public:
  Recorded(std::unique_ptr<store::Database> database, Timestamp now)
      : now_(now),
        database_(std::move(database)),
        feed_(
            *database_, Settings{}.half_life_days, [now] { return now; },
            [](const std::string&) { return std::string(); }) {}

  Result<void> record(std::span<const SolvedContact> contacts) {
    for (std::size_t i = 0; i < contacts.size(); ++i) {
      Contact contact;
      contact.id = fmt::format("{:032x}", i);
      // One number each: a second contact would take back what the first one was credited with.
      contact.phone = PhoneNumber(fmt::format("+861{:010}", i));
      contact.symptom = contacts[i].text;
      contact.opened_at = now_;
      database_->add_contact(std::move(contact));
    }
    for (std::size_t i = 0; i < contacts.size(); ++i) {
      Outcome outcome;
      outcome.contact = fmt::format("{:032x}", i);
      outcome.case_id = contacts[i].document;
      outcome.result = OutcomeResult::resolved;
      outcome.at = now_;
      if (auto done = database_->record_outcome(outcome, ""); !done) return fail(std::move(done).error());
    }
    feed_.wait_until_loaded();
    feed_.catch_up();
    return {};
  }

  const CaseMemory& memory() const override { return feed_.memory(); }

 private:
  const Timestamp now_;
  std::unique_ptr<store::Database> database_;
  EvidenceFeed feed_;
};

}  // namespace

Result<std::unique_ptr<ConfirmedTexts>> ConfirmedTexts::make(const std::filesystem::path& folder,
                                                             std::span<const SolvedContact> contacts,
                                                             Timestamp now) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) {
    return fail(Code::unavailable,
                fmt::format("{}: cannot be created: {}", folder.string(), failed.message()),
                "name a folder you may write to");
  }
  store::DatabaseOptions options;
  options.connection = (folder / "contacts.sqlite").string();
  auto database = store::Database::open(options);
  if (!database) return fail(std::move(database).error());
  auto recorded = std::make_unique<Recorded>(*std::move(database), now);
  if (auto done = recorded->record(contacts); !done) return fail(std::move(done).error());
  return std::unique_ptr<ConfirmedTexts>(std::move(recorded));
}

}  // namespace firstfix::service
