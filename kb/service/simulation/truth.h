// SPDX-License-Identifier: GPL-3.0-or-later
// The truth of a generated world, in tables: who calls, why, and what helps. Only the dice, the oracle and
// the one who keeps the score read it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kb/content/world.h"
#include "kb/core/library.h"
#include "kb/core/result.h"

namespace firstfix::service {

inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// A choice fact of the world.
struct WorldFact {
  const FactDefinition* definition = nullptr;
  double told = 0.0;      // P(the number tells it)
  double answered = 0.0;  // P(the customer knows it); 0: cannot be asked
};

// One caller with what is hidden: drawn from the truth, the same for every policy.
struct Call {
  std::size_t number = 0;  // of the contact, from 0
  double day = 0.0;
  std::size_t cause = 0;
  std::size_t place = 0;
  std::size_t device = 0;
  std::vector<std::size_t> told;     // fact -> value the number tells, kNone: it does not
  std::vector<std::size_t> answers;  // fact -> what the customer would say, kNone: "don't know"
  std::size_t phrase = 0;
  std::string words;
  double luck = 0.0;  // a case resolves when its probability is above it
};

class Truth {
 public:
  // Error: invalid when the world names a case or a fact that the library does not have.
  static Result<Truth> make(const content::World& world, const Library& library);

  Call draw(std::uint64_t seed, std::size_t number) const;
  // The same caller rings again after `days`: the same cause and facts, other words and other luck.
  Call again(const Call& before, std::uint64_t seed, double days) const;

  double day_of(std::size_t number) const { return static_cast<double>(number) / world_->contacts_per_day; }
  const content::World& world() const { return *world_; }
  const std::vector<WorldFact>& facts() const { return facts_; }
  std::size_t causes() const { return world_->causes.size(); }
  const std::vector<std::string>& cures() const { return cures_; }  // every case that some cause names

  // P(resolved | case, cause) on that day.
  double resolves(std::size_t cause, const std::string& case_id, double day) const;
  // P(cause, place) on that day, cause by cause; sums to one.
  std::vector<double> joint(double day) const;
  double device_share(std::size_t cause, std::size_t device) const { return devices_[cause][device]; }
  double phrase_share(std::size_t cause, std::size_t phrase) const { return says_[cause][phrase]; }
  // P(what is told or answered = value | cause, place, device, day), wrong values included.
  double heard(std::size_t fact, std::size_t value, const Call& of, std::size_t cause) const;
  // The days on which something changes, ascending.
  std::vector<double> drift_days() const;

 private:
  Truth(const content::World& world, const Library& library) : world_(&world), library_(&library) {}

  std::optional<Error> check() const;
  void make_facts();
  void make_tables();
  std::size_t fact_index(std::string_view id) const;
  std::vector<double> distribution(std::size_t fact, const content::Shares& shares) const;
  using Fixed = std::vector<std::size_t>;  // fact -> value, kNone: not fixed
  Fixed fixed_by(const std::vector<std::pair<std::string, std::string>>& values) const;
  // P(value) of a fact, as it really is.
  std::vector<double> real(std::size_t fact, std::size_t cause, std::size_t place, std::size_t device,
                           double day) const;
  std::string say(std::size_t phrase, std::uint64_t seed, std::uint64_t stream) const;
  void draw_words(Call& call, std::uint64_t seed, std::uint64_t stream) const;

  const content::World* world_;
  const Library* library_;
  std::vector<WorldFact> facts_;
  std::vector<std::string> cures_;
  std::vector<std::string> phrases_;
  std::vector<std::vector<double>> places_;                 // cause -> P(place)
  std::vector<std::vector<double>> devices_;                // cause -> P(device)
  std::vector<std::vector<double>> says_;                   // cause -> P(phrase)
  std::vector<std::vector<double>> base_;                   // fact -> P(value)
  std::vector<std::vector<std::vector<double>>> by_cause_;  // cause, fact -> P(value); empty: the base
  std::vector<Fixed> by_place_;
  std::vector<Fixed> by_device_;
  std::vector<Fixed> by_event_;
  std::vector<double> wrong_;  // fact -> P(what is told or answered is another value)
};

}  // namespace firstfix::service
