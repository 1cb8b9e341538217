// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/reader_pool.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace firstfix::search {

// A search is all computing: more at once than twice the cores only cost memory and open files.
ReaderPool::ReaderPool(std::string folder, std::size_t cases)
    : folder_(std::move(folder)),
      cases_(cases),
      most_(std::max<std::size_t>(4, std::size_t{2} * std::thread::hardware_concurrency())) {}

ReaderPool::Lease ReaderPool::lease() {
  std::unique_ptr<Reader> reader = take_or_wait();
  if (reader != nullptr) return {*this, std::move(reader)};
  try {
    reader = std::make_unique<Reader>(folder_, cases_);
  } catch (...) {
    give_back(nullptr);
    throw;
  }
  return {*this, std::move(reader)};
}

// Takes a place, and an idle reader when there is one.
std::unique_ptr<Reader> ReaderPool::take_or_wait() {
  std::unique_lock lock(mutex_);
  if (leased_ == most_) {
    Waiter me;
    waiting_.push_back(&me);
    me.served.wait(lock, [&me] { return me.has_place; });
    return std::move(me.reader);
  }
  ++leased_;
  if (idle_.empty()) return nullptr;
  std::unique_ptr<Reader> reader = std::move(idle_.back());
  idle_.pop_back();
  return reader;
}

// The place goes on to whoever waits; nobody can come between.
void ReaderPool::give_back(std::unique_ptr<Reader> reader) {
  const std::lock_guard lock(mutex_);
  if (!waiting_.empty()) {
    Waiter& next = *waiting_.front();
    waiting_.pop_front();
    next.reader = std::move(reader);
    next.has_place = true;
    next.served.notify_one();  // under the lock: afterwards the waiter may be gone
    return;
  }
  --leased_;
  if (reader != nullptr) idle_.push_back(std::move(reader));
}

void ReaderPool::clear() {
  std::vector<std::unique_ptr<Reader>> closing;  // goes after the lock does
  const std::lock_guard lock(mutex_);
  closing.swap(idle_);
}

}  // namespace firstfix::search
