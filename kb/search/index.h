// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/library.h"
#include "kb/core/result.h"

namespace firstfix::search {

// What comes first: what fits the words best, what was saved last, titles by pinyin, what is surest. With
// words, any order but that by relevance is of the best 80 and ends there.
enum class Order { relevance, updated, title, confidence };

// What to look for. Empty text with filters browses: all cases that pass, by id. Any bytes will do as text:
// what is no UTF-8 is skipped, and text without letters and digits finds nothing.
struct Query {
  std::string text;
  std::vector<std::string> phrases = {};  // a case must have the words of each side by side
  std::vector<std::string> without = {};  // and none of these
  // id, value: lifts those of the found cases that have such conditions
  std::vector<std::pair<std::string, std::string>> facts;
  std::optional<std::string> category;  // a leaf, or a branch for all its leaves
  std::optional<Kind> kind;
  std::optional<Audience> audience;
  std::optional<Confidence> confidence;  // archived: also without include_archived
  std::optional<Timestamp> updated_since;
  bool include_archived = false;
  Order order = Order::relevance;
  std::size_t offset = 0;
  std::size_t limit = 10;
  bool count_facets = false;
  std::vector<Timestamp> count_since = {};  // of each: how many matches were saved then or later
};

struct Hit {
  std::string case_id;
  double score = 0.0;  // comparable within one query only
  // The share of the query's characters, by how telling they are, that the case has, 0 to 1. None when the
  // query has no words or the hit stands too deep to be looked at again.
  std::optional<double> text_coverage;
  // How like the query is to what callers say about the case: the mean over that half of its title and
  // symptoms that is most like it (at least three of them, at most six) of the cosine of their characters,
  // each as heavy as it is rare; 0 to 1.
  // None where there is no text_coverage, and of a case with fewer than three: of these the score says it
  // all.
  std::optional<double> likeness;
  CasePtr article = {};  // of the library that the index was opened for (a later one of its fingerprint may
                         // have files with newer times)
};

struct Hits {
  // What the text may have meant, misspelt; its words were asked for as well, at half their worth. Empty: it
  // is right, as far as is known.
  std::string did_you_mean;
  std::vector<Hit> hits;  // best first; equal scores by case id
  std::size_t total = 0;  // what the leading terms match; of words in another order at most 80
  std::map<std::string, std::size_t> by_category;  // leaf -> matching cases, when count_facets
  std::map<std::string, std::size_t> by_kind;
  std::map<std::string, std::size_t> by_confidence;
  std::vector<std::size_t> by_update;  // as Query::count_since
};

// A finished, read-only full-text index of one library.
// Thread rule: search() from any thread; each call leases a reader of its own (Xapian databases are not
// shared).
class Index {
 public:
  // Builds into `folder` (made new with its parents; must not exist). The cases must be ordered by id, as a
  // Library's are. Uses all cores from 2,000 cases on. Error: conflict when the folder exists, unavailable
  // when it cannot be written; then nothing of it is left.
  static Result<void> build(const std::filesystem::path& folder, const Library& library);
  // `library` is the one it was built from, whose texts are read into memory; it need not stay, the folder
  // must while the index is in use. Error: not_found when there is no index, unavailable when it is damaged,
  // of another format version or of another library.
  static Result<std::shared_ptr<const Index>> open(const std::filesystem::path& folder,
                                                   const Library& library);

  virtual ~Index() = default;
  // Error: unavailable when the index's files fail. Takes 0.2 ms for a sentence, 10 ms for 10,000 characters.
  virtual Result<Hits> search(const Query& query) const = 0;
  // The library it was built from: equal to Library::fingerprint when it is up to date.
  virtual std::uint64_t fingerprint() const = 0;
};

}  // namespace firstfix::search
