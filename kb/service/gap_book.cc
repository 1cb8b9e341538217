// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/gap_book.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "kb/core/utf8.h"

namespace firstfix::service {
namespace {

constexpr std::size_t kMaxCharacters = 200;
constexpr std::size_t kNumberDigits = 7;
constexpr std::size_t kMostDays = 365;
constexpr std::size_t kMostGaps = 500;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_blank(char c) {
  return static_cast<unsigned char>(c) <= ' ';
}

// With spaces and dashes between them as people write numbers: 138 8000 0001.
std::string without_numbers(std::string_view text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      kept += text[at++];
      continue;
    }
    std::size_t end = at;
    std::size_t digits = 0;
    for (std::size_t i = at; i < text.size() && (is_digit(text[i]) || text[i] == ' ' || text[i] == '-');
         ++i) {
      if (!is_digit(text[i])) continue;
      ++digits;
      end = i + 1;
    }
    kept += digits >= kNumberDigits ? std::string("…") : std::string(text.substr(at, end - at));
    at = end;
  }
  return kept;
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (!is_blank(c)) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

}  // namespace

std::string gap_text(std::string_view said) {
  return std::string(first_code_points(without_numbers(one_line(said)), kMaxCharacters));
}

void GapBook::heard(const BrowseRequest& request, const CasePage& page) {
  const bool everywhere = request.category.empty() && request.kind.empty() && request.audience.empty() &&
                          request.confidence.empty() && request.updated_since.empty();
  if (page.answered || !everywhere || !request.cursor.empty()) return;
  std::string text = gap_text(request.text);
  if (!text.empty()) database_.add_missed_search({std::move(text), clock_()});
}

// A contact's case was unsure for more than its words.
bool GapBook::is_answered_now(const KnowledgeGap& gap) const {
  if (gap.source == GapSource::contact) return false;
  const auto page = browse(*knowledge_.snapshot(), {.text = gap.text, .limit = 3}, {clock_()});
  return page && page->answered;
}

Result<std::vector<KnowledgeGap>> GapBook::list(std::size_t days, std::size_t limit) const {
  if (days < 1 || days > kMostDays) return fail(out_of_range("days", kMostDays));
  if (limit < 1 || limit > kMostGaps) return fail(out_of_range("limit", kMostGaps));
  const Timestamp since = clock_() - std::chrono::days{static_cast<int>(days)};
  auto gaps = database_.knowledge_gaps(since, static_cast<int>(limit));
  if (!gaps) return fail(gaps.error());
  std::erase_if(*gaps, [this](const KnowledgeGap& gap) { return is_answered_now(gap); });
  for (KnowledgeGap& gap : *gaps) gap.text = gap_text(gap.text);
  return gaps;
}

}  // namespace firstfix::service
