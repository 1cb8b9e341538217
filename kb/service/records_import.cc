// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/records_import.h"

#include <system_error>
#include <utility>

#include "kb/content/library_loader.h"
#include "kb/facts/phone.h"

namespace firstfix::service {

Result<store::ImportReport> import_records(
    const Settings& settings, const RecordsFile& records,
    std::function<void(std::size_t done, std::size_t total)> progress) {
  std::error_code ignored;  // opening the database says it better
  std::filesystem::create_directories(settings.data, ignored);
  const auto library = content::LibraryLoader(settings.content).load();
  store::ImportOptions options;
  options.table = records.table;
  options.file = records.file;
  options.dry_run = records.dry_run;
  options.skip_bad = records.skip_bad;
  options.thresholds = settings.thresholds;
  options.parse_phone = [&](std::string_view text) -> Result<PhoneNumber> {
    auto phone = facts::parse_phone(text, settings.home_country);
    if (phone) return phone;
    const Error& error = phone.error();
    return fail(error.code, records.say(error.said), records.say(error.advice));
  };
  options.facts = library ? &(*library)->facts : nullptr;
  options.progress = std::move(progress);
  return store::import_csv({settings.database().string()}, options);
}

}  // namespace firstfix::service
