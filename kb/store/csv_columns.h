// SPDX-License-Identifier: GPL-3.0-or-later
// Which field of a CSV file holds which of our columns.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kb/core/result.h"

namespace firstfix::store {

struct Column {
  std::string_view name;
  bool required = false;
  std::array<std::string_view, 5> also{};  // other spellings; empty ones are unused
};

// Found by the header's names: any order, any case, blanks around them ignored, unknown ones left out.
class Columns {
 public:
  // `file` is for the messages. Error (invalid): a required column is missing, or one is there twice.
  static Result<Columns> find(std::span<const Column> wanted, const std::vector<std::string>& header,
                              const std::string& file);

  // Index of the field in a record; none when the file has no such column.
  std::optional<std::size_t> field_of(std::size_t column) const { return fields_[column]; }
  // As the file calls it, for messages.
  const std::string& name_of(std::size_t column) const { return names_[column]; }
  std::size_t size() const { return fields_.size(); }
  std::size_t header_size() const { return header_size_; }

 private:
  std::vector<std::optional<std::size_t>> fields_;
  std::vector<std::string> names_;
  std::size_t header_size_ = 0;
};

}  // namespace firstfix::store
