// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "kb/core/library.h"
#include "kb/core/result.h"

namespace firstfix::content {

// Reads content/: facts.yaml, taxonomy.yaml, lexicon.yaml and cases/**/*.md, and follows their changes.
//
// All problems of all files are found in one pass and listed in Library::problems, ordered by file and place.
// A file with a problem is served in its last good version, or left out when there is none. A last good case
// that no longer fits facts.yaml or taxonomy.yaml is left out too: a reply must not name a fact that has
// gone. Fingerprints depend on the texts that are served alone, and are the same after a restart.
//
// Thread rule: one call at a time; the libraries are immutable and may go to any thread.
class LibraryLoader {
 public:
  // `last_good`, outside of `root`, keeps the text of each good file so that a restart still has it; created
  // when missing. Empty: last good versions are known in memory only.
  explicit LibraryLoader(std::filesystem::path root, std::filesystem::path last_good = {});
  ~LibraryLoader();
  LibraryLoader(LibraryLoader&&) noexcept;
  LibraryLoader& operator=(LibraryLoader&&) noexcept;

  // Gives the same pointer when nothing changed since the last call. Unchanged files (size, times, inode) are
  // not read again, and unchanged cases are shared with the library before.
  // Error: not_found when the folder, its cases/ or one of the YAML files is missing and no earlier version
  // is known; once a library is known, that is a problem in it instead.
  Result<std::shared_ptr<const Library>> load();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace firstfix::content
