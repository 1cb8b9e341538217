// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/last_good_copies.h"

#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "kb/content/source_text.h"

namespace firstfix::content {
namespace fs = std::filesystem;

LastGoodCopies::LastGoodCopies(fs::path folder) : folder_(std::move(folder)) {}

std::optional<std::string> LastGoodCopies::find(const std::string& path) const {
  if (folder_.empty()) return std::nullopt;
  std::ifstream stream(folder_ / path, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

void LastGoodCopies::keep(const std::string& path, const std::string& text) {
  if (folder_.empty()) return;
  unwritten_.erase(path);
  if (find(path) == text || write(path, text)) return;
  unwritten_[path] = text;
}

void LastGoodCopies::remove(const std::string& path) {
  if (folder_.empty()) return;
  unwritten_.erase(path);
  std::error_code ignored;  // one that stays is used only for a broken file of the same name
  fs::remove(folder_ / path, ignored);
}

void LastGoodCopies::retry() {
  std::erase_if(unwritten_, [this](const auto& entry) { return write(entry.first, entry.second); });
}

std::vector<Problem> LastGoodCopies::problems() const {
  std::vector<Problem> problems;
  // One for all: a full disk is one thing to mend, not a thousand.
  if (!unwritten_.empty()) {
    problems.push_back(file_problem(folder_.string(),
                                    fmt::format("有 {} 个文件的备份写不进去", unwritten_.size()),
                                    "检查这个文件夹的空间和权限"));
  }
  return problems;
}

bool LastGoodCopies::write(const std::string& path, const std::string& text) const {
  std::error_code error;
  const fs::path target = folder_ / path;
  fs::path unfinished = target;
  unfinished += ".unfinished";
  fs::create_directories(target.parent_path(), error);
  if (error) return false;
  {
    std::ofstream stream(unfinished, std::ios::binary | std::ios::trunc);
    stream << text;
    stream.close();
    if (!stream) return false;
  }
  fs::rename(unfinished, target, error);
  return !error;
}

}  // namespace firstfix::content
