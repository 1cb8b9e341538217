// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "kb/store/record_reads.h"

namespace firstfix::store {

// Several reads in one transaction on one lent reader. Each read by itself locks the file, and drops what its
// session had read before when somebody has committed since; here that happens once. One thread; must go
// before its pool.
class Moment final : public RecordReads<Moment, CallerRecords> {
 public:
  Moment(ReaderPool& readers, const PendingContacts& pending) : readers_(readers), pending_(pending) {}
  ~Moment() override { end(); }
  Moment(const Moment&) = delete;
  Moment& operator=(const Moment&) = delete;

  Result<std::vector<PastContact>> contacts_since(const PhoneNumber& phone, Timestamp since) override {
    auto pending = pending_.of(phone, since);
    end();  // what was committed between the last read and this one is in neither
    return with_pending(std::move(pending), [&] {
      return read([&](Reader& reader) { return reader.contacts_since.run(phone, since); });
    });
  }

  // A reader whose query threw is given back as broken; the next read begins anew.
  template <class Query>
  auto read(Query query) -> Result<decltype(query(std::declval<Reader&>()))> {
    if (auto begun = begin(); !begun) return fail(begun.error());
    try {
      return query(**reader_);
    } catch (const soci::soci_error& error) {
      reader_->broken();
      reader_.reset();
      return fail(readers_.error(error));
    }
  }

 private:
  Result<void> begin();
  void end();

  ReaderPool& readers_;
  const PendingContacts& pending_;
  std::optional<ReaderPool::Loan> reader_;
};

}  // namespace firstfix::store
