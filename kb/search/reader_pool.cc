// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/reader_pool.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace firstfix::search {

// A search is all computing: more at once than twice the cores only cost memory and open files.
ReaderPool::ReaderPool(std::string folder)
    : folder_(std::move(folder)),
      most_(std::max<std::size_t>(4, std::size_t{2} * std::thread::hardware_concurrency())) {}

ReaderPool::Lease ReaderPool::lease() {
  std::unique_ptr<Reader> reader = take_or_wait();
  if (reader != nullptr) return {*this, std::move(reader)};
  try {
    reader = std::make_unique<Reader>(folder_);
  } catch (...) {
    give_back(nullptr);
    throw;
  }
  return {*this, std::move(reader)};
}

// Takes a place, and an idle reader when there is one.
std::unique_ptr<Reader> ReaderPool::take_or_wait() {
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [this] { return leased_ < most_; });
  ++leased_;
  if (idle_.empty()) return nullptr;
  std::unique_ptr<Reader> reader = std::move(idle_.back());
  idle_.pop_back();
  return reader;
}

void ReaderPool::give_back(std::unique_ptr<Reader> reader) {
  {
    const std::lock_guard lock(mutex_);
    --leased_;
    if (reader != nullptr) idle_.push_back(std::move(reader));
  }
  returned_.notify_one();
}

void ReaderPool::clear() {
  std::vector<std::unique_ptr<Reader>> closing;  // goes after the lock does
  const std::lock_guard lock(mutex_);
  closing.swap(idle_);
}

}  // namespace firstfix::search
