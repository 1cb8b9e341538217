// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kb/core/library.h"

namespace firstfix::content {

// The last good text of each content file, so that a restart with a broken file still has it. Without a
// folder it keeps nothing. It stands outside the content folder, has the same layout, and may be deleted at
// any time. Not thread-safe.
class LastGoodCopies {
 public:
  explicit LastGoodCopies(std::filesystem::path folder);

  std::optional<std::string> find(const std::string& path) const;
  // Replaces the copy in one step. What cannot be written is tried again by retry().
  void keep(const std::string& path, const std::string& text);
  void remove(const std::string& path);
  void retry();

  // The copies that could not be written: after a restart an older version would stand in.
  std::vector<Problem> problems() const;

 private:
  bool write(const std::string& path, const std::string& text) const;

  std::filesystem::path folder_;
  std::map<std::string, std::string> unwritten_;
};

}  // namespace firstfix::content
