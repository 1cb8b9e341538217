// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "kb/core/result.h"

namespace firstfix::commands {

// A new folder in the system's place for temporary files, removed with all in it when done.
class ScratchFolder {
 public:
  // Error: unavailable.
  static Result<ScratchFolder> make();
  ~ScratchFolder();
  ScratchFolder(ScratchFolder&& other) noexcept;
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit ScratchFolder(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path path_;  // empty once moved from
};

}  // namespace firstfix::commands
