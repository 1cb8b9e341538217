// SPDX-License-Identifier: GPL-3.0-or-later
// What learning reads and leaves: recorded tries, and the weights it found.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/contact.h"

namespace firstfix {

// What was tried for the same caller after a case had failed: another case in the same contact, or any in one
// of the number's next contacts within the window of the repeat rule (kb/core/fcr.h), whatever they are
// about.
struct LaterTry {
  std::string case_id;
  std::string category;  // of the case, as it was then
  std::string contact;
  bool resolved = false;
  bool same_contact = false;

  bool operator==(const LaterTry&) const = default;
};

// A case that was used for a contact, with what the engine knew and thought then.
struct RecordedTry {
  std::string contact;
  std::string symptom;
  Channel channel = Channel::hotline;
  Timestamp opened_at;
  Considered considered;
  std::string case_id;
  bool resolved = false;             // not taken back by a repeat contact since
  Timestamp at;                      // of the outcome
  std::vector<LaterTry> later = {};  // when it was not resolved, in their order
};

// Weights of the logistic model by name (resolve::learnables), in log-odds.
using NamedWeights = std::vector<std::pair<std::string, double>>;

// Weights that replaced those before, because they foretold the latest outcomes better.
struct AdoptedWeights {
  long long number = 0;  // given by the database, growing
  Timestamp at;
  NamedWeights weights;
  std::size_t fitted_on = 0;  // outcomes
  std::size_t tested_on = 0;  // later ones, on which both were compared
  double old_loss = 0.0;      // mean log loss on them, nats
  double new_loss = 0.0;
  std::optional<Timestamp> undone_at = {};
};

}  // namespace firstfix
