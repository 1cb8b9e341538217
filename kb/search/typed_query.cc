// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/typed_query.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace firstfix::search {
namespace {

constexpr std::string_view kSpaces = " \t\r\n";

struct Quotes {
  std::string_view open;
  std::string_view close;
};
constexpr std::array<Quotes, 4> kQuotes{{{"\"", "\""}, {"“", "”"}, {"「", "」"}, {"＂", "＂"}}};

bool is_space(char c) {
  return kSpaces.find(c) != std::string_view::npos;
}

bool has_words(std::string_view text) {
  return text.find_first_not_of(kSpaces) != std::string_view::npos;
}

// Takes "..." from the front into the query; nothing where no quotation begins or it has no end.
std::string_view take_phrase(std::string_view rest, Query& query) {
  for (const Quotes& quotes : kQuotes) {
    if (!rest.starts_with(quotes.open)) continue;
    const std::string_view inside = rest.substr(quotes.open.size());
    const std::size_t end = inside.find(quotes.close);
    if (end == std::string_view::npos || !has_words(inside.substr(0, end))) continue;
    query.phrases.emplace_back(inside.substr(0, end));
    query.text.append(" ").append(inside.substr(0, end)).append(" ");
    return inside.substr(end + quotes.close.size());
  }
  return rest;
}

// Takes -word from the front. A minus before a digit is a number's.
std::string_view take_excluded(std::string_view rest, Query& query) {
  if (rest.size() < 2 || rest.front() != '-' || is_space(rest[1]) || rest[1] == '-' ||
      std::isdigit(static_cast<unsigned char>(rest[1])) != 0)
    return rest;
  const std::size_t end = std::min(rest.find_first_of(kSpaces), rest.size());
  query.without.emplace_back(rest.substr(1, end - 1));
  return rest.substr(end);
}

}  // namespace

Query typed_query(std::string_view typed) {
  Query query;
  bool at_start = true;
  while (!typed.empty()) {
    std::string_view rest = take_phrase(typed, query);
    if (rest.size() == typed.size() && at_start) rest = take_excluded(typed, query);
    at_start = rest.size() != typed.size() || is_space(typed.front());
    if (rest.size() == typed.size()) {
      query.text += typed.front();
      rest.remove_prefix(1);
    }
    typed = rest;
  }
  return query;
}

}  // namespace firstfix::search
