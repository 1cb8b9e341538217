// SPDX-License-Identifier: GPL-3.0-or-later
// What one outcome says about every case that was considered, not only the one that was used.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace firstfix::resolve {

// Case ids with the belief that each was the right one; what is missing to 1 was none of them.
using Beliefs = std::vector<std::pair<std::string, double>>;

// What the same caller's later tries tell of one that failed.
struct Sequel {
  std::vector<std::string> failed;  // cases that did not help either
  std::string solved;               // the one that did; empty: none so far
  bool same_contact = false;        // it did so in the same contact, whose words and facts count once

  bool operator==(const Sequel&) const = default;
};

// The belief that each was the right one after the outcome, by Bayes' rule (the E-step of Dempster, Laird,
// Rubin, "Maximum likelihood from incomplete data via the EM algorithm", JRSS B 1977): a case that resolved
// was right; one that did not was right only when the right case failed, 1 - `right_case_resolves`. Without
// the second half, learning from successes alone, whatever stood first early on would stay there for ever.
// Where the sequel names the case that solved it, nothing is left to guess, and nothing to add when that is
// an outcome of the same contact. Those of less than 5 % are left out.
Beliefs credit(const Beliefs& before, const std::string& used, bool resolved, double right_case_resolves,
               const Sequel& sequel = {});

}  // namespace firstfix::resolve
