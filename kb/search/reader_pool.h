// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <xapian.h>

#include "kb/core/turns.h"
#include "kb/search/first_look.h"
#include "kb/search/query_terms.h"
#include "kb/search/second_look.h"
#include "kb/search/tokens.h"

namespace firstfix::search {

// What one search needs for itself: neither a Xapian database nor an ICU iterator can be shared by threads.
struct Reader {
  Reader(const std::string& folder, std::size_t cases)
      : database(folder), frequencies(database), first_look(database, cases) {}
  Xapian::Database database;
  TermFrequencies frequencies;
  FirstLook first_look;
  QueryUnits units;
  Analyser analyser;
};

// Readers of one index, opened when first needed and kept; at most so many as the machine has use for, and
// whoever waits longest is served first. Thread rule: everything from any thread.
class ReaderPool {
 public:
  // Gives its reader back when it goes.
  class Lease {
   public:
    Lease(ReaderPool& pool, Turns::Turn turn, std::unique_ptr<Reader> reader)
        : pool_(pool), turn_(std::move(turn)), reader_(std::move(reader)) {}
    ~Lease() { pool_.give_back(std::move(reader_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Reader& operator*() const { return *reader_; }

   private:
    ReaderPool& pool_;
    Turns::Turn turn_;  // ends after the reader is back
    std::unique_ptr<Reader> reader_;
  };

  ReaderPool(std::string folder, std::size_t cases);

  // Waits while as many searches run as the machine has use for. Throws Xapian::Error when the index cannot
  // be opened.
  Lease lease();
  // Closes the readers that nobody holds.
  void clear();

 private:
  void give_back(std::unique_ptr<Reader> reader);
  std::unique_ptr<Reader> idle();

  const std::string folder_;
  const std::size_t cases_;
  Turns turns_{Turns::of_this_machine()};
  std::mutex mutex_;
  std::vector<std::unique_ptr<Reader>> idle_;
};

}  // namespace firstfix::search
