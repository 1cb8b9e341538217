// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/reader_pool.h"

#include <utility>

namespace firstfix::search {

ReaderPool::ReaderPool(std::string folder, std::size_t cases) : folder_(std::move(folder)), cases_(cases) {}

ReaderPool::Lease ReaderPool::lease() {
  Turns::Turn turn = turns_.wait();
  std::unique_ptr<Reader> reader = idle();
  if (reader == nullptr) reader = std::make_unique<Reader>(folder_, cases_);
  return {*this, std::move(turn), std::move(reader)};
}

// None: one is to be opened.
std::unique_ptr<Reader> ReaderPool::idle() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return nullptr;
  std::unique_ptr<Reader> reader = std::move(idle_.back());
  idle_.pop_back();
  return reader;
}

void ReaderPool::give_back(std::unique_ptr<Reader> reader) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(reader));
}

void ReaderPool::clear() {
  std::vector<std::unique_ptr<Reader>> closing;  // goes after the lock does
  const std::lock_guard lock(mutex_);
  closing.swap(idle_);
}

}  // namespace firstfix::search
