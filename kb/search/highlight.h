// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firstfix::search {

struct Piece {
  std::string text;
  bool marked = false;
};

// Splits `text` into pieces, those marked that match a token of `query`. The pieces joined give `text` again.
std::vector<Piece> highlight(std::string_view text, std::string_view query);

// The part of about `length` characters with the most matches, highlighted, with … where it is cut.
std::vector<Piece> snippet(std::string_view text, std::string_view query, std::size_t length);

}  // namespace firstfix::search
