// SPDX-License-Identifier: GPL-3.0-or-later
// What a fact says about a case: P(value | the case is right) against P(value | anybody).
#pragma once

#include <string_view>

#include "kb/core/case.h"
#include "kb/core/fact.h"
#include "kb/resolve/profile.h"
#include "kb/resolve/weights.h"

namespace firstfix::resolve {

// The callers as a whole, and those whom one case helped; null: nothing is known of them.
struct Experience {
  const FactProfile* everybody = nullptr;
  Date today;
};

// How common a value is among all contacts: the catalogue's share, moved by the contacts there were.
double share_of(const FactDefinition& fact, std::string_view value, const Experience& experience,
                const Weights& weights);

// ln P(value | case) / P(value | anybody), within +- ln(ratio_limit). The author's conditions are the prior
// of what the contacts show. Zero when neither has anything to say.
double log_ratio(const Case& article, const FactDefinition& fact, std::string_view value,
                 const FactProfile* profile, const Experience& experience, const Weights& weights);

// The author's condition on the fact; null: none.
const Condition* condition_on(const Case& article, std::string_view fact);

}  // namespace firstfix::resolve
