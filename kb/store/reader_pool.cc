// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/reader_pool.h"

#include <algorithm>

namespace firstfix::store {

Result<std::unique_ptr<ReaderPool>> ReaderPool::open(const std::string& path, std::size_t readers) {
  std::unique_ptr<ReaderPool> pool{new ReaderPool(path)};  // the constructor is private
  for (std::size_t i = 0; i < std::max<std::size_t>(readers, 1); ++i) {
    auto reader = pool->make();
    if (!reader) return fail(reader.error());
    pool->idle_.push_back(std::move(*reader));
  }
  return pool;
}

Result<std::unique_ptr<Reader>> ReaderPool::make() const {
  auto session = open_session(path_, SessionUse::read);
  if (!session) return fail(session.error());
  try {
    return std::make_unique<Reader>(std::move(*session));
  } catch (const soci::soci_error& error) {
    return fail(error_of(error, path_));
  }
}

Result<ReaderPool::Loan> ReaderPool::lend() {
  std::unique_lock lock(mutex_);
  given_back_.wait(lock, [&] { return !idle_.empty(); });
  auto reader = std::move(idle_.back());
  idle_.pop_back();
  lock.unlock();
  if (reader) return Loan(*this, std::move(reader));
  auto made = make();
  if (made) return Loan(*this, *std::move(made));
  give_back(nullptr);
  return fail(made.error());
}

void ReaderPool::give_back(std::unique_ptr<Reader> reader) {
  const std::scoped_lock lock(mutex_);
  idle_.push_back(std::move(reader));
  given_back_.notify_one();
}

}  // namespace firstfix::store
