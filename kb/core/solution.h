// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kb/core/case.h"
#include "kb/core/contact.h"
#include "kb/core/fact.h"
#include "kb/core/message.h"

namespace firstfix {

// One reason a solution stands where it stands, and how far it moved the log-odds.
struct Why {
  Message message;
  double weight = 0.0;
};

struct Reply {
  std::string voice;
  std::string sms;
  std::string counter;
};

// A case offered for a contact.
struct Solution {
  CasePtr article;
  double probability = 0.0;        // P(resolved | case, symptom, facts)
  bool has_failed = false;         // it did not help this number, in this contact or before
  bool is_new = false;             // seldom tried so far, shown to find out
  std::vector<Why> why;            // strongest first, at most four
  Reply reply;                     // filled, no holes
  std::vector<std::string> steps;  // filled like the reply
};

struct Question {
  std::string fact;
  std::string text;
  std::vector<FactValue> options;
  double gain = 0.0;  // expected rise of the best solution's probability, less the cost of asking
};

// Something to know before speaking: a running outage, planned work, a repeat caller.
struct Notice {
  std::string kind;  // outage, planned, repeat, tried, dissatisfied, vip, device, unavailable
  Message message;
};

// A contact of the number that was broken off: no outcome says resolved or escalated.
struct Unfinished {
  std::string contact;
  Timestamp opened_at;
  std::string symptom;
  FactSet answers;                                       // stated so far, "unknown" among them
  std::optional<Question> question;                      // asked last and not answered
  std::vector<std::pair<CasePtr, OutcomeResult>> tried;  // a case that is gone is left out
};

// What resolve and answers give back.
struct Resolution {
  Contact contact;
  FactSet facts;
  std::vector<Notice> notices;
  std::vector<Solution> solutions;  // best first
  std::optional<Question> question;
  bool confident = false;                 // false: offer the expert seat
  std::optional<Unfinished> resume = {};  // on opening a contact: the latest one that was broken off
};

}  // namespace firstfix
