// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kb/content/content_folder.h"
#include "kb/content/source_text.h"
#include "kb/core/library.h"

namespace firstfix::content {

// A YAML list that may be absent. One that is wrong leaves the items as they were. Not thread-safe.
template <class Item>
class OptionalList {
 public:
  explicit OptionalList(std::string path) : path_(std::move(path)) {}

  // Takes in the file's present state; `read(source, problems)` gives the items, or none when anything is
  // wrong. True when the items may have changed.
  template <class Read>
  bool update(const ContentFile* file, Read read) {
    const std::uint64_t digest = file == nullptr ? 0 : file->digest;
    if (seen_ == digest) return false;
    seen_ = digest;
    problems_.clear();
    if (file == nullptr) return adopt({}, 0);
    if (file->defect) {
      problems_.push_back(*file->defect);
      return false;
    }
    auto items = read(SourceText(path_, *file->text), problems_);
    return items && adopt(*std::move(items), digest);
  }
  // What it is checked against has changed.
  void look_again() { seen_.reset(); }

  const std::string& path() const { return path_; }
  const std::vector<Item>& items() const { return items_; }
  // None: it could not be read so far, and nothing may be checked against it.
  const std::vector<Item>* served() const { return adopted_ ? &items_ : nullptr; }
  const std::vector<Problem>& problems() const { return problems_; }
  std::uint64_t fingerprint() const { return digest_; }

 private:
  bool adopt(std::vector<Item> items, std::uint64_t digest) {
    items_ = std::move(items);
    digest_ = digest;
    adopted_ = true;
    return true;
  }

  std::string path_;
  std::vector<Item> items_;
  bool adopted_ = false;
  std::optional<std::uint64_t> seen_;  // digest of the file last looked at
  std::uint64_t digest_ = 0;           // of the text of items_
  std::vector<Problem> problems_;
};

}  // namespace firstfix::content
