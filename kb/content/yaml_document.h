// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kb/content/source_text.h"

namespace firstfix::content {

struct YamlEntry;

// A YAML value with its place. Scalars stay text: yes, no and 5 are what the author typed.
struct YamlNode {
  enum class Type { null, scalar, sequence, map };

  Type type = Type::null;
  std::string text;                // of a scalar
  std::vector<YamlNode> items;     // of a sequence
  std::vector<YamlEntry> entries;  // of a map, in file order
  std::size_t at = 0;              // offset in the source
};

struct YamlEntry {
  std::string key;
  std::size_t key_at = 0;
  YamlNode value;
};

// The bytes [begin, end) of a source.
struct SourceRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Parses one YAML document. Refused and reported: syntax errors, anchors and aliases (they can make bombs and
// cycles), tags, duplicate keys, keys that are no text, nesting deeper than 8, a second document.
// No value when the problem leaves no usable tree; an empty document is a null node.
std::optional<YamlNode> parse_yaml(SourceRange range, Report& report);

}  // namespace firstfix::content
