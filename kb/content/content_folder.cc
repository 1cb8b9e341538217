// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/content_folder.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>

#include "kb/content/code_points.h"
#include "kb/content/fingerprint.h"
#include "kb/content/source_text.h"
#include "kb/core/utf8.h"

namespace firstfix::content {
namespace fs = std::filesystem;
namespace {

constexpr std::array<std::string_view, 5> kYamlFiles{"care.yaml", "facts.yaml", "lexicon.yaml",
                                                     "pictures.yaml", "taxonomy.yaml"};
constexpr std::string_view kCases = "cases";

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + std::int64_t{time.tv_nsec};
}

bool same(const std::vector<Problem>& a, const std::vector<Problem>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Problem& left, const Problem& right) {
    return to_string(left) == to_string(right);
  });
}

// Editors keep drafts and locks beside the file.
bool is_editors_own(std::string_view name) {
  return name.starts_with('.') || name.starts_with('#') || name.ends_with('~');
}

// The first bytes of a file: one more than may be, so that too large shows, but never gigabytes.
std::size_t most_bytes(std::string_view path) {
  constexpr std::size_t kByteOrderMark = 3;
  return (path.ends_with(".md") ? kMaxCaseBytes : kMaxYamlBytes) + kByteOrderMark + 1;
}

// Later than the coarsest clock ticks that file systems have (FAT: two seconds): a write after `now` gives
// another stamp. The change time is the system's own, while the modification time is what tools set it to.
bool is_old(const FileStamp& stamp, Timestamp now) {
  constexpr std::chrono::seconds kTick{3};
  return std::chrono::nanoseconds{stamp.changed_ns} < (now - kTick).time_since_epoch();
}

}  // namespace

// What one look found. A look that breaks off leaves all as it was.
struct ContentFolder::Look {
  std::uint64_t number;
  Timestamp began;
  std::map<std::string, ContentFile> read;  // that were new, changed or not settled
  std::vector<Problem> problems;
  bool changed = false;
};

ContentFolder::ContentFolder(fs::path root, Clock clock) : root_(std::move(root)), clock_(std::move(clock)) {}

const ContentFile* ContentFolder::find(const std::string& path) const {
  const auto it = files_.find(path);
  return it == files_.end() ? nullptr : &it->second;
}

Result<bool> ContentFolder::refresh() {
  std::error_code error;
  const fs::path canonical = fs::canonical(root_, error);
  if (error || !fs::is_directory(canonical / kCases, error)) {
    return fail(Code::not_found, fmt::format("{}：没有内容文件夹，或者里面没有 cases", root_.string()),
                "指定放着 cases/、facts.yaml、taxonomy.yaml、lexicon.yaml 的文件夹");
  }
  canonical_root_ = canonical;
  Look now{++looks_, clock_(), {}, {}, false};
  for (const std::string_view name : kYamlFiles) {
    if (fs::exists(fs::symlink_status(root_ / name, error))) look(std::string(name), now);
  }
  list(std::string(kCases), now);
  return take_over(now);
}

// Returns whether anything changed. What has not changed stays where it is: nearly always that is everything.
bool ContentFolder::take_over(Look& now) {
  const bool other_problems = !same(now.problems, problems_);
  const std::size_t gone = std::erase_if(files_, [&](const auto& file) {
    return file.second.seen != now.number && !now.read.contains(file.first);
  });
  while (!now.read.empty()) {
    auto fresh = now.read.extract(now.read.begin());
    if (const auto old = files_.find(fresh.key()); old != files_.end()) {
      old->second = std::move(fresh.mapped());
    } else {
      files_.insert(std::move(fresh));
    }
  }
  const bool changed = now.changed || gone > 0 || other_problems;
  problems_ = std::move(now.problems);
  return changed;
}

void ContentFolder::list(const std::string& folder, Look& now) {
  std::error_code error;
  fs::directory_iterator entries(root_ / folder, error);
  for (const fs::directory_iterator end; !error && entries != end; entries.increment(error)) {
    const std::string name = entries->path().filename().string();
    if (!is_editors_own(name)) list_entry(*entries, fmt::format("{}/{}", folder, name), now);
  }
  if (!error) return;
  now.problems.push_back(
      file_problem(folder, fmt::format("文件夹打不开：{}", error.message()), "检查文件夹的权限"));
  // What is in there has not gone: it cannot be seen.
  for (auto& [path, file] : files_) {
    if (path.starts_with(folder + "/")) file.seen = now.number;
  }
}

void ContentFolder::list_entry(const fs::directory_entry& entry, const std::string& path, Look& now) {
  std::error_code error;
  const bool is_link = entry.is_symlink(error);
  const std::string extension = entry.path().extension().string();
  if (first_invalid_utf8(path)) {
    now.problems.push_back(
        file_problem(printable_utf8(path), "文件名不是 UTF-8", "改成小写字母、数字和连字符"));
  } else if (entry.is_directory(error)) {
    if (!is_link) {
      list(path, now);
      return;
    }
    // Following it could leave the folder or run in a circle.
    now.problems.push_back(file_problem(path, "不能用指向文件夹的链接", "把文件夹本身放在这里"));
  } else if (extension == ".md") {
    look(path, now);
  } else if (extension == ".MD" || extension == ".Md" || extension == ".markdown") {
    now.problems.push_back(
        file_problem(path, fmt::format("扩展名 {} 不会读", extension), "把扩展名改成 .md"));
  }
}

// Reads the file unless its stamp says that it is as before (README, "Stamps are believed when they are
// old").
void ContentFolder::look(const std::string& path, Look& now) {
  const auto stamp = stamp_of(root_ / path);
  const auto old = files_.find(path);
  const bool same_stamp = stamp && old != files_.end() && old->second.stamp == *stamp;
  if (same_stamp && old->second.settled) {
    old->second.seen = now.number;
    return;
  }
  ContentFile file = read(path);
  file.stamp = stamp.value_or(FileStamp{});
  // What could not be read may be a passing error: it is tried again.
  file.settled = stamp && !file.defect && (same_stamp || is_old(*stamp, now.began));
  file.seen = now.number;
  const bool same_text = old != files_.end() && old->second.digest == file.digest;
  if (same_text) file.text = old->second.text;  // others may hold it: one of the two is enough
  now.changed = now.changed || !same_text;
  now.read.emplace(path, std::move(file));
}

ContentFile ContentFolder::read(const std::string& path) const {
  ContentFile file;
  std::error_code error;
  const auto refuse = [&file](Problem problem) {
    file.defect = std::make_shared<const Problem>(std::move(problem));
  };
  if (auto refused = refused_link(path)) {
    refuse(*std::move(refused));
  } else if (!fs::is_regular_file(root_ / path, error)) {
    refuse(file_problem(path, "不是普通文件", "把案例存成普通的文本文件"));
  } else if (std::ifstream stream(root_ / path, std::ios::binary); !stream) {
    refuse(file_problem(path, fmt::format("打不开：{}", std::strerror(errno)), "检查文件的权限"));
  } else {
    const std::size_t most = most_bytes(path);
    const auto bytes = std::make_unique_for_overwrite<char[]>(most);  // nearly all of it stays unused
    stream.read(bytes.get(), static_cast<std::streamsize>(most));
    if (stream.bad()) {
      refuse(file_problem(path, "读到一半出错", "检查磁盘"));
    } else {
      file.text = std::make_shared<const std::string>(bytes.get(), static_cast<std::size_t>(stream.gcount()));
    }
  }
  Fingerprint digest;
  digest.add(path).add(file.text ? *file.text : std::string());
  if (file.defect) digest.add(to_string(*file.defect));
  file.digest = digest.value();
  return file;
}

// A link may point within the folder only: what is served must be what authors can see there.
std::optional<Problem> ContentFolder::refused_link(const std::string& path) const {
  std::error_code error;
  if (!fs::is_symlink(fs::symlink_status(root_ / path, error))) return std::nullopt;
  const fs::path target = fs::canonical(root_ / path, error);
  if (error) return file_problem(path, "链接指向的文件不存在", "改正链接，或者换成文件本身");
  const auto [in_root, in_target] =
      std::mismatch(canonical_root_.begin(), canonical_root_.end(), target.begin(), target.end());
  if (in_root == canonical_root_.end()) return std::nullopt;
  return file_problem(path, "链接指到内容文件夹外面", "把文件本身放进来");
}

std::optional<FileStamp> ContentFolder::stamp_of(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return FileStamp{status.st_ino, status.st_size, nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)};
}

}  // namespace firstfix::content
