// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/library.h"
#include "kb/core/result.h"

namespace firstfix::content {

// What stat() says of a file; equal stamps, equal bytes, once the file had time to settle.
struct FileStamp {
  std::uint64_t inode = 0;
  std::int64_t size = -1;
  std::int64_t modified_ns = 0;
  std::int64_t changed_ns = 0;
  bool operator==(const FileStamp&) const = default;
};

// One file as it stands on the disk.
struct ContentFile {
  // Its bytes; none with a defect. Shared, so that each is kept once.
  std::shared_ptr<const std::string> text;
  std::uint64_t digest = 0;               // of path and bytes
  std::shared_ptr<const Problem> defect;  // why it could not be read; rare, so a pointer and not a value
  FileStamp stamp;                        // taken before the bytes were read
  bool settled = false;                   // no later write can have left the stamp as it is
  std::uint64_t seen = 0;                 // number of the last look that found it

  // When these bytes were saved.
  Timestamp modified() const { return Timestamp{std::chrono::seconds{stamp.modified_ns / 1'000'000'000}}; }
};

// Lists a content folder and reads again only what changed: size, modification and change time, or inode.
// A file that changed just before it was read is read once more at the next look. Not thread-safe.
class ContentFolder {
 public:
  // `clock` is what file times are compared with: the machine's own.
  ContentFolder(std::filesystem::path root, Clock clock);

  // Looks at the disk. True when a file or a problem came, went or changed.
  // Error: not_found when the folder or its cases/ is missing; then everything known stays as it was.
  Result<bool> refresh();

  // care.yaml, facts.yaml, taxonomy.yaml, lexicon.yaml and cases/**/*.md, by path relative to the folder.
  const std::map<std::string, ContentFile>& files() const { return files_; }
  const ContentFile* find(const std::string& path) const;
  // Of what is no file to read: a link to a folder, a folder that does not open, a name that is not UTF-8.
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  struct Look;

  void list(const std::string& folder, Look& now);
  void list_entry(const std::filesystem::directory_entry& entry, const std::string& path, Look& now);
  void look(const std::string& path, Look& now);
  ContentFile read(const std::string& path) const;
  std::optional<Problem> refused_link(const std::string& path) const;
  bool take_over(Look& now);
  static std::optional<FileStamp> stamp_of(const std::filesystem::path& path);

  std::filesystem::path root_;
  Clock clock_;
  std::filesystem::path canonical_root_;
  std::map<std::string, ContentFile> files_;
  std::vector<Problem> problems_;
  std::uint64_t looks_ = 0;
};

}  // namespace firstfix::content
