// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/identifier.h"

#include <algorithm>

#include <fmt/format.h>

#include "kb/content/spelling.h"

namespace firstfix::content {
namespace {

constexpr std::size_t kLongestId = 64;

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// Runs of a-z and 0-9 with single `joiners` between them.
bool is_joined_words(std::string_view text, std::string_view joiners) {
  if (text.empty() || text.size() > kLongestId || !is_word_char(text.back())) return false;
  bool after_word = false;
  for (const char c : text) {
    const bool joins = joiners.find(c) != std::string_view::npos;
    if (!is_word_char(c) && !(joins && after_word)) return false;
    after_word = !joins;
  }
  return true;
}

bool check(bool right, const Located& id, std::string_view form, Report& report) {
  if (!right) report.add(id.at, fmt::format("{}不能作 id", quoted(id.text)), std::string(form));
  return right;
}

}  // namespace

bool is_slug(std::string_view text) {
  return is_joined_words(text, "-");
}
bool is_fact_id(std::string_view text) {
  return is_joined_words(text, "._");
}
bool is_value_id(std::string_view text) {
  return is_joined_words(text, "-_");
}

bool check_slug(const Located& id, Report& report) {
  return check(is_slug(id.text), id, "用小写字母、数字和单个连字符，不超过 64 个：weak-indoor-voice", report);
}

bool check_fact_id(const Located& id, Report& report) {
  return check(is_fact_id(id.text), id, "用小写字母、数字、下划线和点，不超过 64 个：device.volte_on",
               report);
}

bool check_value_id(const Located& id, Report& report) {
  return check(is_value_id(id.text), id, "用小写字母、数字、连字符和下划线，不超过 64 个：indoor", report);
}

}  // namespace firstfix::content
