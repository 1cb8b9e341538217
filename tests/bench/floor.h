// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <sqlite3.h>
#include <xapian.h>

namespace firstfix::bench {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

// The bare Xapian query: one OR of words and bigrams, BM25 with k1 1.2 and b 0.75. One thread.
class BareSearch {
 public:
  explicit BareSearch(const std::filesystem::path& index) : index_(index.string()) {}

  // The words and bigrams of a text, each once. Not part of what is measured.
  static std::vector<std::string> terms_of(const std::string& text);
  // Returns how many of the best so many there are, each document having been read.
  std::size_t search(const std::vector<std::string>& terms, Xapian::doccount best);

 private:
  Xapian::Database index_;
};

// What no way to answer a caller can do without, by the bare libraries: one Xapian query over the index that
// the server reads, and as many point reads in its database as a resolve makes. One thread.
class Floor {
 public:
  Floor(const std::filesystem::path& index, const std::filesystem::path& database);

  // The best 50. Returns how many.
  std::size_t search(const std::vector<std::string>& terms) { return bare_.search(terms, 50); }
  // Subscriber, device, location, coverage tile, event, contact. Returns how many there were.
  std::size_t reads(const std::string& e164);

 private:
  using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

  Statement prepare(const char* sql) const;

  BareSearch bare_;
  std::unique_ptr<sqlite3, CloseDatabase> database_;
  Statement subscriber_;
  Statement device_;
  Statement location_;
  Statement tile_;
  Statement event_;
  Statement contact_;
};

}  // namespace firstfix::bench
