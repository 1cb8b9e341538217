// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "kb/content/case_reader.h"
#include "kb/content/content_folder.h"
#include "kb/content/last_good_copies.h"
#include "kb/content/vocabulary.h"
#include "kb/core/case.h"
#include "kb/core/library.h"

namespace firstfix::content {

// Every case file with the version of it that is served: the one on the disk when that is good, else its last
// good one. What is served fits the vocabulary of now, and no two cases have one id. Not thread-safe.
class CaseShelf {
 public:
  // Must outlive it.
  explicit CaseShelf(LastGoodCopies& copies) : copies_(&copies) {}

  // Takes in the files' present state. `generation` differs whenever the vocabulary does: then every case is
  // read anew, for it may have become wrong, or right.
  void update(const std::map<std::string, ContentFile>& files, const Vocabulary& vocabulary,
              std::uint64_t generation);

  std::vector<CasePtr> served() const;  // ordered by id
  std::vector<Problem> problems() const;
  std::uint64_t fingerprint() const;  // of the texts that are served

 private:
  struct Slot {
    std::uint64_t digest = 0;  // of the file that `now` was read from
    ReadCase now;
    std::vector<Problem> doubled;  // the id is another file's

    CasePtr good;  // the last good version, checked against the vocabulary of `generation`
    std::shared_ptr<const std::string> good_text;
    std::uint64_t good_digest = 0;
    std::uint64_t generation = 0;
    CasePtr served;

    // The id it stands for: the good file's, else the last good version's, else what the broken file says.
    const std::string& id() const;
  };
  using Owners = std::unordered_map<std::string, std::string>;  // id -> path

  void forget_missing(const std::map<std::string, ContentFile>& files);
  void read(const std::string& path, const ContentFile& file, const Vocabulary& vocabulary, Slot& slot);
  void restore(const std::string& path, const Vocabulary& vocabulary, Slot& slot);
  Owners owners() const;
  void choose(const std::map<std::string, ContentFile>& files);
  void report_doubled(const std::string& path, const Owners& owners, Slot& slot) const;

  LastGoodCopies* copies_;
  std::map<std::string, Slot> slots_;
};

}  // namespace firstfix::content
