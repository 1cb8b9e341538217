// SPDX-License-Identifier: GPL-3.0-or-later
// What contacts under one circumstance, at one place or with one handset, have needed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kb/core/clock.h"
#include "kb/resolve/profile.h"
#include "kb/resolve/success.h"

namespace firstfix::resolve {

// A contact's facts: id and value.
using FactValues = std::vector<std::pair<std::string, std::string>>;

// A known fact that settles others (FactDefinition::determines), and who else called under it.
struct Circumstance {
  std::string fact;
  std::string value;
  FactProfilePtr there;  // their choice facts; null: nobody called so far
};

// How many of those contacts a case was the right one for, and how many there would be were the circumstance
// like any other.
struct CircumstanceRecord {
  double right = 0.0;
  double expected = 0.0;
};

// Decayed counts by circumstance, and by circumstance and case; forward decay as SuccessTally. Not
// synchronised.
class CircumstanceTally {
 public:
  // Of a fact only so many values are kept for good, those with most contacts: who imports addresses for
  // places has one for every household, and what one household needed says nothing of the next.
  static constexpr std::size_t kMostValues = 20'000;

  CircumstanceTally(Date landmark, double half_life_days);

  // A use of a case under these circumstances, with these choice facts; `times` -1 takes it back.
  void count(const FactValues& circumstances, const FactValues& facts, Date day, double times);
  // That a case was the right one for such a contact, so surely.
  void credit(const FactValues& circumstances, std::string_view case_id, Date day, double times);
  // Drops what is not worth a thousandth of a contact any more.
  void forget(Date today);

  std::size_t values(std::string_view fact) const;  // kept
  // In the order given.
  std::vector<Circumstance> find(const FactValues& circumstances) const;

  // One circumstance, to read many cases of. Refers to the tally; no change meanwhile.
  class Reader {
   public:
    CircumstanceRecord of(std::string_view case_id) const;

   private:
    friend class CircumstanceTally;
    const ByKey<double>* here_ = nullptr;  // credits by case
    const ByKey<double>* anywhere_ = nullptr;
    double share_ = 0.0;  // of the contacts whose circumstance is known
    double weight_ = 1.0;
  };
  std::vector<Reader> readers(const FactValues& circumstances, Date today) const;

 private:
  struct Value {
    double contacts = 0.0;
    FactProfilePtr there;
    ByKey<double> right;
  };
  struct OfFact {
    double contacts = 0.0;
    ByKey<double> right;
    ByKey<Value> values;
  };

  double weight_of(Date day) const;
  // Null: it is to be taken back from and not there any more.
  static Value* to_change(OfFact& fact, const std::string& value, double times);
  static void drop_rare(OfFact& fact);
  const Value* value(const std::pair<std::string, std::string>& circumstance) const;

  Date landmark_;
  double half_life_days_;
  ByKey<OfFact> facts_;
};

}  // namespace firstfix::resolve
