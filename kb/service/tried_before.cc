// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/tried_before.h"

#include <set>

#include <fmt/format.h>

namespace firstfix::service {
namespace {

constexpr std::size_t kShown = 3;

}  // namespace

std::optional<Notice> tried_before(const std::vector<PastContact>& history, const std::string& skip,
                                   const Library& library) {
  std::set<std::string> seen;
  std::vector<Message> used;
  for (const PastContact& contact : history) {
    if (contact.id == skip) continue;
    for (const auto& [case_id, result] : contact.outcomes) {
      const CasePtr article = library.find(case_id);
      if (!article || seen.size() == kShown || !seen.insert(case_id).second) continue;
      used.push_back({fmt::format("used.{}", to_string(result)), {{"title", article->title}}});
    }
  }
  if (used.empty()) return std::nullopt;
  return Notice{"tried", {"notice.tried", {{"used", std::move(used)}}}};
}

}  // namespace firstfix::service
