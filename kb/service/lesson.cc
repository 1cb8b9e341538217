// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/lesson.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace firstfix::service {
namespace {

constexpr double kExpectedUnoffered = 0.7;     // of a case that was used without having been offered
constexpr std::ptrdiff_t kTriesOfACaller = 5;  // within the window, after the failure

std::string branch_of(std::string_view category) {
  return std::string(category.substr(0, category.find('/')));
}

}  // namespace

resolve::Sequel sequel_of(const Lesson& failed, std::span<const LaterTry> later,
                          const CategoryOf& category_of) {
  resolve::Sequel sequel;
  if (failed.resolved || later.empty()) return sequel;
  std::set<std::string> thought_of{branch_of(failed.category)};
  for (const auto& [case_id, belief] : failed.beliefs) thought_of.insert(branch_of(category_of(case_id)));
  thought_of.erase("");  // of cases that are gone
  const bool everybodys = std::ranges::count(later, false, &LaterTry::same_contact) > kTriesOfACaller;
  for (const LaterTry& each : later) {
    if (!each.same_contact && (everybodys || !thought_of.contains(branch_of(each.category)))) continue;
    if (each.resolved) {
      sequel.solved = each.case_id;
      sequel.same_contact = each.same_contact;
      break;
    }
    sequel.failed.push_back(each.case_id);
  }
  return sequel;
}

Lesson lesson_of(const RecordedTry& used, std::string category, const CategoryOf& category_of) {
  Lesson lesson{used.contact + " " + used.case_id,
                used.case_id,
                std::move(category),
                used.resolved,
                used.symptom,
                used.at,
                used.considered.facts,
                used.considered.beliefs,
                kExpectedUnoffered};
  for (const ConsideredCase& each : used.considered.cases) {
    if (each.case_id == used.case_id) lesson.expected = each.expected;
  }
  lesson.circumstances = used.considered.circumstances;
  lesson.sequel = sequel_of(lesson, used.later, category_of);
  return lesson;
}

}  // namespace firstfix::service
