// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kb/content/content_folder.h"
#include "kb/content/fingerprint.h"
#include "kb/content/last_good_copies.h"
#include "kb/content/source_text.h"
#include "kb/core/library.h"

namespace firstfix::content {

// One of the three YAML files, as a whole: the version on the disk when it is good, else its last good one.
// Not thread-safe.
template <class T>
class YamlPart {
 public:
  using Read = std::optional<T> (*)(const SourceText& source, std::vector<Problem>& problems);

  YamlPart(std::string path, Read read) : path_(std::move(path)), read_(read) {}

  // Takes in the file's present state; nullptr: it is missing. True when the value changed.
  bool update(const ContentFile* file, LastGoodCopies& copies) {
    const std::uint64_t digest = file == nullptr ? 0 : file->digest;
    if (seen_ && *seen_ == digest) return false;
    const bool is_first = !seen_;
    seen_ = digest;
    problems_.clear();
    if (file == nullptr) {
      problems_.push_back(file_problem(path_, "没有这个文件", "从备份或版本库里取回来"));
    }
    if (file != nullptr && file->defect) problems_.push_back(*file->defect);
    if (file != nullptr && !file->defect) {
      if (auto value = read_(SourceText(path_, *file->text), problems_)) {
        copies.keep(path_, *file->text);
        return adopt(*std::move(value), digest);
      }
    }
    return is_first && restore(copies);
  }

  const T* value() const { return value_ ? &*value_ : nullptr; }
  const std::string& path() const { return path_; }
  const std::vector<Problem>& problems() const { return problems_; }
  std::uint64_t fingerprint() const { return digest_; }

 private:
  bool adopt(T value, std::uint64_t digest) {
    const bool changed = !value_ || digest_ != digest;
    value_ = std::move(value);
    digest_ = digest;
    return changed;
  }

  bool restore(const LastGoodCopies& copies) {
    const auto text = copies.find(path_);
    if (!text) return false;
    std::vector<Problem> of_copy;  // of no interest: authors mend the file, not its copy
    auto value = read_(SourceText(path_, *text), of_copy);
    return value && adopt(*std::move(value), Fingerprint().add(path_).add(*text).value());
  }

  std::string path_;
  Read read_;
  std::optional<std::uint64_t> seen_;  // digest of the file last looked at
  std::optional<T> value_;
  std::uint64_t digest_ = 0;  // of the text of value_
  std::vector<Problem> problems_;
};

}  // namespace firstfix::content
