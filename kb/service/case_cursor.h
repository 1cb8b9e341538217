// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kb/search/index.h"

namespace firstfix::service {

// Where a reader of search results stopped. In the library it was made in that is a number; in a later one it
// is behind the last of the cases last shown that is still there, so that what others add, remove or move
// meanwhile neither ends the reading nor repeats or skips what stayed in its order.
class CaseCursor {
 public:
  CaseCursor() = default;  // at the beginning
  // Behind `shown`, which `read` cases end with.
  CaseCursor(std::uint64_t library, std::size_t read, const std::vector<search::Hit>& shown);

  // Opaque to whoever keeps it: hexadecimal digits, at most 120.
  std::string text() const;
  // No value: it is none.
  static std::optional<CaseCursor> parse(std::string_view text);

  std::size_t read() const { return read_; }
  bool is_of(std::uint64_t library) const { return read_ == 0 || library_ == library; }
  // Where to go on among these, the first results of a later library.
  std::size_t resume(const std::vector<search::Hit>& hits) const;

 private:
  std::uint64_t library_ = 0;  // Library::fingerprint
  std::size_t read_ = 0;
  std::vector<std::uint32_t> last_;  // hashes of the ids last shown
};

}  // namespace firstfix::service
