// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/credit.h"

#include <algorithm>

namespace firstfix::resolve {
namespace {

constexpr double kWorthCounting = 0.05;

}  // namespace

Beliefs credit(const Beliefs& before, const std::string& used, bool resolved, double right_case_resolves) {
  if (resolved) return {{used, 1.0}};
  double used_belief = 0.0;
  double others = 0.0;
  for (const auto& [id, belief] : before) (id == used ? used_belief : others) += belief;
  const double nobody = std::max(0.0, 1.0 - used_belief - others);
  const double total = nobody + others + used_belief * (1.0 - right_case_resolves);
  Beliefs after;
  for (const auto& [id, belief] : before) {
    const double mass = (id == used ? belief * (1.0 - right_case_resolves) : belief) / total;
    if (mass >= kWorthCounting) after.emplace_back(id, mass);
  }
  return after;
}

}  // namespace firstfix::resolve
