// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/scratch_folder.h"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace firstfix::commands {

Result<ScratchFolder> ScratchFolder::make() {
  std::error_code error;
  const auto place = std::filesystem::temp_directory_path(error);
  std::string path = (place / "firstfix-XXXXXX").string();
  if (!error && mkdtemp(path.data()) == nullptr) error.assign(errno, std::generic_category());
  if (!error) return ScratchFolder(path);
  return fail(Code::unavailable, fmt::format("{}: cannot be made: {}", path, error.message()),
              "set TMPDIR to a folder that you may write to");
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

ScratchFolder::ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}

}  // namespace firstfix::commands
