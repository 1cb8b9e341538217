// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kb/core/library.h"
#include "kb/search/index.h"

namespace firstfix::search::testing {

// A case with the fields that search reads; everything else as it comes.
std::shared_ptr<Case> make_case(std::string id, std::string title, std::vector<std::string> symptoms = {});

// Five cases of different category, kind and audience, one archived, and a lexicon of one entry.
Library sample_library();

// A folder that goes with the test.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The library built and opened in a temporary folder.
class BuiltIndex {
 public:
  explicit BuiltIndex(const Library& library);
  Hits search(const Query& query) const;
  Hits search(const std::string& text) const;
  // The ids of the hits, best first.
  std::vector<std::string> ids(const Query& query) const;
  std::vector<std::string> ids(const std::string& text) const;
  const Index& index() const { return *index_; }

 private:
  TemporaryFolder folder_;
  std::shared_ptr<const Index> index_;
};

}  // namespace firstfix::search::testing
