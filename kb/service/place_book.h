// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "kb/facts/place_names.h"
#include "kb/store/database.h"

namespace firstfix::service {

using PlaceNamesPtr = std::shared_ptr<const facts::PlaceNames>;

// The known areas in memory, read in the background at the start and again within seconds after an import.
// Thread rule: any thread. The database must outlive it.
class PlaceBook {
 public:
  explicit PlaceBook(store::Database& database);
  PlaceBook(const PlaceBook&) = delete;
  PlaceBook& operator=(const PlaceBook&) = delete;
  ~PlaceBook();

  // Never null; empty until the first load has ended.
  PlaceNamesPtr names() const;
  void wait_until_loaded() const { loaded_.wait(false); }
  // Reads anew when something was imported.
  void refresh();

 private:
  void work(const std::stop_token& stop);

  store::Database& database_;
  mutable std::mutex mutex_;
  PlaceNamesPtr names_;
  std::vector<store::ImportMark> seen_;  // refreshing_
  std::mutex refreshing_;
  std::atomic<bool> loaded_ = false;
  std::jthread thread_;  // last: starts when all above stands
};

}  // namespace firstfix::service
