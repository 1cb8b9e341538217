// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kb/core/library.h"
#include "kb/core/result.h"

namespace firstfix::search {

// What to look for. Empty text with filters browses: all cases that pass, by id.
struct Query {
  std::string text;
  std::vector<std::pair<std::string, std::string>> facts;  // id, value: lifts cases with such conditions
  std::optional<std::string> category;                     // a leaf, or a branch for all its leaves
  std::optional<Kind> kind;
  std::optional<Audience> audience;
  bool include_archived = false;
  std::size_t offset = 0;
  std::size_t limit = 10;
  bool count_facets = false;
};

struct Hit {
  std::string case_id;
  double score = 0.0;  // BM25 sum, comparable within one query only
};

struct Hits {
  std::vector<Hit> hits;                           // best first; equal scores by case id
  std::size_t total = 0;                           // exact when facets are counted, else an estimate
  std::map<std::string, std::size_t> by_category;  // leaf -> matching cases, when count_facets
  std::map<std::string, std::size_t> by_kind;
};

// A finished, read-only full-text index of one library.
// Thread rule: search() from any thread; each call leases a reader of its own (Xapian databases are not
// shared).
class Index {
 public:
  // Builds into `folder` (made new; must not exist). Error: unavailable when the folder cannot be written.
  static Result<void> build(const std::filesystem::path& folder, const Library& library);
  // Error: not_found when there is no index, unavailable when it is damaged or of another format version.
  static Result<std::shared_ptr<const Index>> open(const std::filesystem::path& folder,
                                                   const Lexicon& lexicon);

  virtual ~Index() = default;
  virtual Result<Hits> search(const Query& query) const = 0;
  // The library it was built from: equal to Library::fingerprint when it is up to date.
  virtual std::uint64_t fingerprint() const = 0;
};

}  // namespace firstfix::search
