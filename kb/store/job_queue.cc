// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/job_queue.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace firstfix::store {

bool JobQueue::push(Job job) {
  std::unique_lock lock(mutex_);
  taken_.wait(lock, [&] { return jobs_.size() < capacity_ || stuck_; });
  if (jobs_.size() >= capacity_) return false;
  const bool wakes = jobs_.empty() || is_waited_for(job) || jobs_.size() + 1 >= capacity_;
  jobs_.push_back(std::move(job));
  if (wakes) pushed_.notify_all();
  return true;
}

std::vector<Job> JobQueue::take(std::size_t limit) {
  std::unique_lock lock(mutex_);
  pushed_.wait(lock, [&] { return !jobs_.empty() || closed_; });
  pushed_.wait_for(lock, gather_, [&] { return is_pressing(limit); });
  const auto end = jobs_.begin() + static_cast<std::ptrdiff_t>(std::min(limit, jobs_.size()));
  std::vector<Job> taken{std::make_move_iterator(jobs_.begin()), std::make_move_iterator(end)};
  jobs_.erase(jobs_.begin(), end);
  taken_.notify_all();
  return taken;
}

bool JobQueue::is_pressing(std::size_t limit) const {
  return closed_ || jobs_.size() >= std::min(limit, capacity_) || std::ranges::any_of(jobs_, is_waited_for);
}

void JobQueue::put_back(std::vector<Job> jobs) {
  const std::scoped_lock lock(mutex_);
  jobs_.insert(jobs_.begin(), std::make_move_iterator(jobs.begin()), std::make_move_iterator(jobs.end()));
}

std::vector<Job> JobQueue::take_waited_for() {
  const std::scoped_lock lock(mutex_);
  const auto first =
      std::stable_partition(jobs_.begin(), jobs_.end(), [](const Job& job) { return !is_waited_for(job); });
  std::vector<Job> taken{std::make_move_iterator(first), std::make_move_iterator(jobs_.end())};
  jobs_.erase(first, jobs_.end());
  return taken;
}

void JobQueue::set_stuck(bool stuck) {
  const std::scoped_lock lock(mutex_);
  stuck_ = stuck;
  if (stuck_) taken_.notify_all();
}

void JobQueue::close() {
  const std::scoped_lock lock(mutex_);
  closed_ = true;
  pushed_.notify_all();
}

bool JobQueue::closed_within(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  return pushed_.wait_for(lock, time, [&] { return closed_; });
}

}  // namespace firstfix::store
