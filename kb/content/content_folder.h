// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

// One file as it stands on the disk.
struct ContentFile {
  // Its bytes; none with a defect. Shared, so that each is kept once.
  std::shared_ptr<const std::string> text;
  std::uint64_t digest = 0;       // of path and bytes
  std::optional<Problem> defect;  // why it could not be read
  Timestamp modified;             // when these bytes were saved
};

// Lists a content folder and reads again only what changed: size, modification and change time, or inode.
// Not thread-safe.
class ContentFolder {
 public:
  explicit ContentFolder(std::filesystem::path root);

  // Looks at the disk. True when a file or a problem came, went or changed.
  // Error: not_found when the folder or its cases/ is missing; then everything known stays as it was.
  Result<bool> refresh();

  // care.yaml, facts.yaml, taxonomy.yaml, lexicon.yaml and cases/**/*.md, by path relative to the folder.
  const std::map<std::string, ContentFile>& files() const { return files_; }
  const ContentFile* find(const std::string& path) const;
  // Of what is no file to read: a link to a folder, a folder that does not open, a name that is not UTF-8.
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  // What stat() says; equal stamps, equal bytes, once the file had time to settle.
  struct Stamp {
    std::uint64_t inode = 0;
    std::int64_t size = -1;
    std::int64_t modified_ns = 0;
    std::int64_t changed_ns = 0;
    bool operator==(const Stamp&) const = default;
  };
  struct Known {
    Stamp stamp;
    bool settled = false;
  };
  struct Listing;

  void list(const std::string& folder, Listing& listing);
  void list_entry(const std::filesystem::directory_entry& entry, const std::string& path, Listing& listing);
  void look(const std::string& path, Listing& listing);
  ContentFile read(const std::string& path) const;
  std::optional<Problem> refused_link(const std::string& path) const;
  static std::optional<Stamp> stamp_of(const std::filesystem::path& path);

  std::filesystem::path root_;
  std::filesystem::path canonical_root_;
  std::map<std::string, ContentFile> files_;
  std::map<std::string, Known> known_;
  std::vector<Problem> problems_;
};

}  // namespace firstfix::content
