// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kb/content/source_text.h"
#include "kb/content/yaml_document.h"

namespace firstfix::content {

// A word of a file and where it stands.
struct Located {
  std::string text;
  std::size_t at = 0;
};

// One key a map may have, with an example for the message that misses it.
struct KeySpec {
  std::string_view name;
  std::string_view example;
};

// Text, with the blanks round it removed. Reports a value that is no text, is empty or holds control
// characters; `what` names it.
std::optional<Located> read_text(const YamlNode& node, std::string_view what, Report& report);

// A list of texts. Reports what is no list, an empty list, entries that are no text and entries that repeat;
// gives the good ones.
std::vector<Located> read_texts(const YamlNode& node, std::string_view what, Report& report);

// The keys of one map. Reports, when built, a value that is no map and every key that is not in `keys`.
class YamlFields {
 public:
  // All three must outlive it.
  YamlFields(const YamlNode& node, std::span<const KeySpec> keys, Report& report);

  // The value; nullptr when the key is absent or null.
  const YamlNode* find(std::string_view key) const;
  // As find(), and reports the absence.
  const YamlNode* require(std::string_view key) const;

  std::optional<Located> required_text(std::string_view key) const;
  std::optional<Located> optional_text(std::string_view key) const;
  std::vector<Located> required_texts(std::string_view key) const;
  std::vector<Located> optional_texts(std::string_view key) const;

 private:
  void report_unknown_keys() const;
  void report_missing(std::string_view key, std::size_t at) const;

  const YamlNode* node_;
  std::span<const KeySpec> keys_;
  Report* report_;
};

}  // namespace firstfix::content
