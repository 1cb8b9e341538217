// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/credit.h"

#include <algorithm>

namespace firstfix::resolve {
namespace {

constexpr double kWorthCounting = 0.05;

}  // namespace

Beliefs credit(const Beliefs& before, const std::string& used, bool resolved, double right_case_resolves,
               const Sequel& sequel) {
  if (resolved) return {{used, 1.0}};
  if (!sequel.solved.empty()) return sequel.same_contact ? Beliefs{} : Beliefs{{sequel.solved, 1.0}};
  const auto failed = [&](const std::string& id) {
    return id == used || std::ranges::find(sequel.failed, id) != sequel.failed.end();
  };
  double failures = 0.0;
  double others = 0.0;
  for (const auto& [id, belief] : before) (failed(id) ? failures : others) += belief;
  const double nobody = std::max(0.0, 1.0 - failures - others);
  const double total = nobody + others + failures * (1.0 - right_case_resolves);
  Beliefs after;
  for (const auto& [id, belief] : before) {
    const double mass = (failed(id) ? belief * (1.0 - right_case_resolves) : belief) / total;
    if (mass >= kWorthCounting) after.emplace_back(id, mass);
  }
  return after;
}

}  // namespace firstfix::resolve
