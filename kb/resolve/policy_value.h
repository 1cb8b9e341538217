// SPDX-License-Identifier: GPL-3.0-or-later
// What another ranking would have been worth on contacts that were served by an earlier one.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace firstfix::resolve {

// One recorded use of a case. Positions count from 0 among the cases that were offered, or would be.
struct LoggedUse {
  std::optional<std::size_t> logged;  // of the case used, in the ranking the agent saw; none: not offered
  std::optional<std::size_t> before;  // in the ranking as it is
  std::optional<std::size_t> after;   // in the ranking that is tried
  bool resolved = false;
  double expected = 0.0;                // by the model, that the case used resolves
  std::vector<double> expected_before;  // the same of the cases by position
  std::vector<double> expected_after;
};

struct ValueChange {
  double change = 0.0;  // of the share resolved, after less before
  double low = 0.0;     // its 95 % interval
  double high = 0.0;
  std::size_t contacts = 0;
};

// How often agents use the case at each of `positions` positions: the examination propensities of the
// position-based model (Joachims, Swaminathan, Schnabel, "Unbiased learning-to-rank with biased feedback",
// WSDM 2017), by counting. Assumed: that which position is used depends on the position alone. One is added
// to each count, so that none is zero.
std::vector<double> use_by_position(std::span<const LoggedUse> uses, std::size_t positions);

// The doubly robust estimate (Dudik, Langford, Li, "Doubly robust policy evaluation and learning", ICML 2011)
// of the change: the model's expectation of either ranking, corrected by what was observed, weighted by how
// much more often the case used would be used. Right when either the model or the propensities are. Weights
// are cut at 10; the interval is that of a mean (normal), the shares by position being as uncertain as
// counts. Uses of cases that were not offered say nothing of a ranking: for them the model alone speaks.
ValueChange value_change(std::span<const LoggedUse> uses, std::span<const double> use_by_position);

}  // namespace firstfix::resolve
