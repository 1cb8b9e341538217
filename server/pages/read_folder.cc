// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/read_folder.h"

#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace firstfix::pages {
namespace fs = std::filesystem;
namespace {

std::optional<std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad()) return std::nullopt;
  return bytes;
}

}  // namespace

Result<FileContents> read_folder(const fs::path& folder) {
  std::error_code failed;
  fs::directory_iterator entries(folder, failed);
  if (failed) {
    return fail(Code::not_found, fmt::format("{}: {}", folder.string(), failed.message()),
                "name the folders templates/ and static/ of the checkout or the installation");
  }
  FileContents contents;
  for (const auto& entry : entries) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.') || !entry.is_regular_file(failed)) continue;
    auto bytes = read_file(entry.path());
    if (!bytes) {
      return fail(Code::unavailable, fmt::format("{}: cannot be read", entry.path().string()),
                  "give the user that runs the server the right to read it");
    }
    contents.emplace(name, *std::move(bytes));
  }
  return contents;
}

}  // namespace firstfix::pages
