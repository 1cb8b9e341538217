// SPDX-License-Identifier: GPL-3.0-or-later
// What a fact says about a case: P(value | the case is right) against P(value | anybody).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

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

// What one fact says about many cases: what is the same for all of them is worked out once. Refers to its
// arguments.
class FactLikelihood {
 public:
  FactLikelihood(const FactDefinition& fact, const Experience& experience, const Weights& weights);

  const FactDefinition& fact() const { return *fact_; }
  // share_of() of the fact's value of that place.
  double share(std::size_t value) const { return shares_[value]; }
  // How many contacts told it, decayed to today.
  double contacts() const { return contacts_; }
  // And of those how many told the value of that place.
  double contacts_with(std::size_t value) const { return contacts_with_[value]; }
  // Of these values together; ids that the fact does not have count nothing.
  double shares(const std::vector<std::string>& values) const;

  // One case and the callers it helped; null: none yet.
  class Of {
   public:
    // False: the fact says nothing about the case, all its ratios are zero.
    bool tells() const { return condition_ != nullptr || seen_.total > 0.0; }
    // ln P(value | case) / P(value | anybody) of the fact's value of that place, within +- ln(ratio_limit).
    // The author's condition is the prior of what the contacts show.
    double ratio(std::size_t value) const;

   private:
    friend class FactLikelihood;
    const FactLikelihood* fact_ = nullptr;
    const Condition* condition_ = nullptr;  // null: none, or one that holds for anybody
    double holds_ = 1.0;                    // the author's ratio of the condition's values
    double fails_ = 1.0;                    // and of the others
    FactProfile::Counts seen_;
    double seen_weight_ = 1.0;
  };
  Of of(const Case& article, const FactProfile* profile) const;

 private:
  void read_condition(const Case& article, Of& of) const;

  const FactDefinition* fact_;
  FactProfile::Key key_;
  std::vector<FactProfile::Key> value_keys_;  // by value
  Date today_;
  const Weights* weights_;
  std::vector<double> shares_;  // by value
  double contacts_ = 0.0;
  std::vector<double> contacts_with_;  // by value
};

// The same for one case and one value; zero of a value that the catalogue does not have.
double log_ratio(const Case& article, const FactDefinition& fact, std::string_view value,
                 const FactProfile* profile, const Experience& experience, const Weights& weights);

// The author's condition on the fact; null: none.
const Condition* condition_on(const Case& article, std::string_view fact);

}  // namespace firstfix::resolve
