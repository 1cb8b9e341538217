// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/tried_before.h"

#include <set>

#include <fmt/format.h>

namespace firstfix::service {
namespace {

constexpr std::size_t kShown = 3;

std::string_view label_of(OutcomeResult result) {
  switch (result) {
    case OutcomeResult::resolved:
      return "已解决";
    case OutcomeResult::unresolved:
      return "未解决";
    case OutcomeResult::escalated:
      return "转专家";
  }
  return {};
}

}  // namespace

std::optional<Notice> tried_before(const std::vector<PastContact>& history, const std::string& skip,
                                   const Library& library) {
  std::set<std::string> seen;
  std::string text;
  for (const PastContact& contact : history) {
    if (contact.id == skip) continue;
    for (const auto& [case_id, result] : contact.outcomes) {
      const CasePtr article = library.find(case_id);
      if (!article || seen.size() == kShown || !seen.insert(case_id).second) continue;
      text += fmt::format("{}{}（{}）", text.empty() ? "之前用过：" : "、", article->title, label_of(result));
    }
  }
  if (text.empty()) return std::nullopt;
  return Notice{"tried", std::move(text)};
}

}  // namespace firstfix::service
