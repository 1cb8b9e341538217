// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>

#include "kb/core/clock.h"
#include "kb/core/contact.h"
#include "kb/resolve/success.h"
#include "kb/store/database.h"

namespace firstfix::service {

// How well every case has lately worked, in memory: the daily statistics of the start, moved as the database
// moves them. Thread rule: any thread.
class TrackRecord {
 public:
  // `today` anchors the decay; any day near the ones that follow will do.
  TrackRecord(Date today, double half_life_days);

  // Adds these counts; those of store::CaseDayListener are differences and may be negative.
  void add(std::span<const store::CaseDay> days);

  // Of all cases together, decayed to `today`.
  resolve::SuccessRecord of_library(Date today) const;
  // The record of the case, then that of its category, both decayed to `today`.
  std::pair<resolve::SuccessRecord, resolve::SuccessRecord> of(std::string_view case_id,
                                                               std::string_view category, Date today) const;

 private:
  mutable std::shared_mutex mutex_;
  resolve::SuccessTally cases_;
  resolve::SuccessTally categories_;
};

}  // namespace firstfix::service
