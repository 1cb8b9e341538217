// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/track_record.h"

#include <utility>

namespace firstfix::service {
namespace {

constexpr std::string_view kLibrary = "*";  // no category is called so

}  // namespace

TrackRecord::TrackRecord(Date today, double half_life_days)
    : cases_(today, half_life_days), categories_(today, half_life_days) {}

void TrackRecord::add(std::span<const store::CaseDay> days) {
  const std::unique_lock lock(mutex_);
  for (const store::CaseDay& day : days) {
    const resolve::SuccessRecord counts{static_cast<double>(day.resolved), static_cast<double>(day.tried)};
    cases_.add(day.case_id, day.day, counts);
    categories_.add(day.category, day.day, counts);
    categories_.add(kLibrary, day.day, counts);
  }
}

resolve::SuccessRecord TrackRecord::of_library(Date today) const {
  const std::shared_lock lock(mutex_);
  return categories_.at(kLibrary, today);
}

std::pair<resolve::SuccessRecord, resolve::SuccessRecord> TrackRecord::of(std::string_view case_id,
                                                                          std::string_view category,
                                                                          Date today) const {
  const std::shared_lock lock(mutex_);
  return {cases_.at(case_id, today), categories_.at(category, today)};
}

}  // namespace firstfix::service
