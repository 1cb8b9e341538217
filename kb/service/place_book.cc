// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/place_book.h"

#include <chrono>
#include <utility>

#include "kb/service/pause.h"

namespace firstfix::service {
namespace {

constexpr std::chrono::seconds kBeat{2};

}  // namespace

PlaceBook::PlaceBook(store::Database& database)
    : database_(database),
      names_(std::make_shared<facts::PlaceNames>()),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

PlaceBook::~PlaceBook() = default;

PlaceNamesPtr PlaceBook::names() const {
  const std::scoped_lock lock(mutex_);
  return names_;
}

void PlaceBook::refresh() {
  const std::scoped_lock refreshing(refreshing_);
  auto marks = database_.imports();
  if (!marks) return;  // asked again at the next beat
  std::erase_if(*marks, [](const auto& mark) { return mark.table != "locations" && mark.table != "events"; });
  if (loaded_ && *marks == seen_) return;
  const auto areas = database_.known_areas();
  if (!areas) return;
  auto names = std::make_shared<const facts::PlaceNames>(*areas);
  seen_ = *std::move(marks);
  const std::scoped_lock lock(mutex_);
  names_ = std::move(names);
}

void PlaceBook::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    refresh();
    if (!loaded_.exchange(true)) loaded_.notify_all();
    pause(stop, kBeat);
  }
}

}  // namespace firstfix::service
