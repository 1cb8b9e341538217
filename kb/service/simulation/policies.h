// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kb/core/result.h"
#include "kb/resolve/learn.h"
#include "kb/service/case_memory.h"
#include "kb/service/knowledge.h"
#include "kb/service/simulation/truth.h"
#include "kb/service/track_record.h"

namespace firstfix::service {

// Everything somebody who handles calls sees of one. Not the cause, place or luck: those stay with the truth.
struct SimulatedContact {
  std::string words;
  FactSet facts;  // what the number tells
  std::set<std::string> failed;
  Timestamp at;
  std::string key;     // of the contact, for the evidence
  std::string caller;  // who may ring again
};

// What was offered first, and how.
struct Offer {
  std::vector<std::string> cases;  // best first
  std::optional<double> probability;
  int questions = 0;
  FactSet facts;          // all that was known when it was offered
  resolve::Ranked first;  // of the engine
  resolve::Beliefs beliefs;
};

// Someone who answers calls. One thread.
class Policy {
 public:
  // What the customer says when asked for a fact; no value: "don't know".
  using Ask = std::function<std::optional<std::string>(const std::string& fact)>;

  virtual ~Policy() = default;
  virtual Result<Offer> handle(const SimulatedContact& contact, const Ask& ask) = 0;
  virtual void learn(const SimulatedContact&, const Offer&, bool /*resolved*/) {}
};

// random: any case. text: the full-text search's best. engine: the product's ranking and questions with
// nothing learned. engine+learning: the same with its records, past words, past facts and refitted weights.
// The snapshot must outlive it. Error: invalid for another name.
Result<std::unique_ptr<Policy>> make_policy(const std::string& name, const Snapshot& snapshot, Date start,
                                            std::uint64_t seed);
inline constexpr const char* kPolicies[] = {"random", "text", "engine", "engine+learning"};

}  // namespace firstfix::service
