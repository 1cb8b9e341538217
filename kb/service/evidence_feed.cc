// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/evidence_feed.h"

#include <chrono>
#include <functional>
#include <string>
#include <utility>

#include "kb/service/pause.h"

namespace firstfix::service {
namespace {

constexpr int kPage = 2'000;
constexpr std::chrono::milliseconds kBeat{1'000};
constexpr std::chrono::hours kForgetEvery{1};

// What is learned of a use: its words, facts and case stay what they were.
bool teaches_the_same(const Lesson& a, const Lesson& b) {
  const auto day = [](const Lesson& lesson) { return std::chrono::floor<std::chrono::days>(lesson.at); };
  return day(a) == day(b) && a.resolved == b.resolved && a.sequel == b.sequel;
}

}  // namespace

EvidenceFeed::EvidenceFeed(store::Database& database, double half_life_days, Clock clock,
                           CategoryOf category_of)
    : database_(database),
      half_life_days_(half_life_days),
      clock_(std::move(clock)),
      category_of_(std::move(category_of)),
      memory_(std::chrono::floor<std::chrono::days>(clock_()), half_life_days),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

EvidenceFeed::~EvidenceFeed() = default;

void EvidenceFeed::catch_up() {
  if (!loaded_) return;
  const std::lock_guard lock(reading_);
  while (read_page()) {
  }
}

// Whether there may be more.
bool EvidenceFeed::read_page() {
  const auto changes = database_.confirmation_changes(last_number_, kPage);
  if (!changes) return false;
  for (const store::ConfirmationChange& change : *changes) apply(change);
  return changes->size() == kPage;
}

void EvidenceFeed::apply(const store::ConfirmationChange& change) {
  last_number_ = change.number;
  if (change.at < remembered_since()) return;
  const RecordedTry used{change.contact, change.symptom,  {},        {},          change.considered,
                         change.case_id, change.resolved, change.at, change.later};
  const Lesson now = lesson_of(used, change.category, category_of_);
  const std::size_t key = std::hash<std::string>{}(now.key);
  const auto [known, is_new] = learned_.try_emplace(key, now.at, now.resolved);
  if (is_new) {
    memory_.learn(now);
  } else {
    Lesson before = now;
    before.at = known->second.at;
    before.resolved = known->second.resolved;
    const auto sequel = sequels_.find(key);
    before.sequel = sequel == sequels_.end() ? resolve::Sequel{} : sequel->second;
    if (teaches_the_same(before, now)) return;
    known->second = {now.at, now.resolved};
    memory_.correct(before, now);
  }
  if (now.sequel == resolve::Sequel{}) {
    sequels_.erase(key);
  } else {
    sequels_[key] = now.sequel;
  }
}

Timestamp EvidenceFeed::remembered_since() const {
  return clock_() - std::chrono::days{static_cast<int>(kHalfLivesRemembered * half_life_days_)};
}

// What the database cannot do now it does in an hour.
void EvidenceFeed::forget_old() {
  const Timestamp since = remembered_since();
  {
    const std::lock_guard lock(reading_);
    memory_.forget_before(since, std::chrono::floor<std::chrono::days>(clock_()));
    std::erase_if(learned_, [&](const auto& known) {
      const bool old = known.second.at < since;
      if (old) sequels_.erase(known.first);
      return old;
    });
  }
  for (auto more = database_.forget_changes(since); more && *more;) more = database_.forget_changes(since);
}

void EvidenceFeed::work(const std::stop_token& stop) {
  auto forget_at = std::chrono::steady_clock::now();
  while (!stop.stop_requested()) {
    bool more = true;
    while (more && !stop.stop_requested()) {
      const std::lock_guard lock(reading_);
      more = read_page();
    }
    if (!loaded_.exchange(true)) loaded_.notify_all();
    if (std::chrono::steady_clock::now() >= forget_at) {
      forget_old();
      forget_at += kForgetEvery;
    }
    pause(stop, kBeat);
  }
}

}  // namespace firstfix::service
