// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/fact.h"
#include "kb/core/phone_number.h"

namespace firstfix {

enum class Channel { hotline, counter, online };
std::string_view to_string(Channel channel);
std::optional<Channel> parse_channel(std::string_view text);
std::string_view label_of(Channel channel);  // 热线, 柜台, 在线

enum class OutcomeResult { resolved, unresolved, escalated };
std::string_view to_string(OutcomeResult result);
std::optional<OutcomeResult> parse_outcome_result(std::string_view text);

// A case as it was offered: what learning needs of it.
struct ConsideredCase {
  std::string case_id;
  double probability = 0.0;
  double expected = 0.0;         // the same had the case no record of its own
  std::vector<double> features;  // of the logistic model, in the order of resolve's learnables

  bool operator==(const ConsideredCase&) const = default;
};

// What the engine knew and thought when it last ranked the cases of a contact.
struct Considered {
  std::vector<std::pair<std::string, std::string>> facts;  // choices: id, value id
  std::vector<std::string> said = {};  // ids of those that the customer said himself, not a table
  std::vector<std::pair<std::string, std::string>> circumstances = {};  // texts that determine some of them
  std::vector<std::pair<std::string, double>> beliefs;  // case id, that it was the right one; the likeliest
  std::vector<ConsideredCase> cases;                    // offered, best first
  int questions = 0;                                    // asked and answered, "don't know" included
  int layout = 1;  // of the features: which they are and in what order (resolve::kFeatureLayout)

  bool operator==(const Considered&) const = default;
};

// One interaction with one number: a call, a counter visit.
struct Contact {
  std::string id;  // 32 hex digits, unguessable
  PhoneNumber phone;
  Channel channel = Channel::hotline;
  std::string symptom;
  Timestamp opened_at;
  FactSet stated;                    // what agent and customer said: resolve's "facts" and all answers
  std::vector<std::string> offered;  // case ids of the latest ranking, best first
  std::string category;              // of the best offer, may be empty
  std::string region = {};           // where the number was issued, empty: unknown
  std::string agent = {};            // who answered, as the caller of the API names it; may be empty
  std::string pending = {};          // the fact last asked for and not answered, may be empty
  Considered considered = {};
  bool confident = true;  // of the latest ranking; false: the expert seat was offered
};

// What became of a case offered for a contact. A contact has at most one for each case; sending the same
// again changes nothing, sending another result corrects it.
struct Outcome {
  std::string contact;
  std::string case_id;  // empty: escalated or unresolved without any case
  OutcomeResult result = OutcomeResult::unresolved;
  std::string note;
  Timestamp at;
  std::string agent = {};  // who recorded it: the clerk at a shared counter; may be empty

  bool same_as(const Outcome& other) const;  // contact, case, result and note; not who and when
};

// An earlier contact of the number, as the next one needs it.
struct PastContact {
  std::string id;
  Timestamp opened_at;
  std::string symptom;
  std::string category;
  std::vector<std::pair<std::string, OutcomeResult>> outcomes;  // case id, result
  FactSet stated = {};                                          // as Contact has it
};

}  // namespace firstfix
