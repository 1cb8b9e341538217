// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kb/core/case.h"
#include "kb/core/contact.h"
#include "kb/core/fact.h"

namespace firstfix {

// One reason a solution stands where it stands, in words, and how far it moved the log-odds.
struct Why {
  std::string text;
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
  double probability = 0.0;  // P(resolved | case, symptom, facts)
  std::vector<Why> why;      // strongest first, at most four
  Reply reply;               // filled, no holes
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
  std::string kind;  // outage, planned, repeat, vip, device
  std::string text;
};

// What resolve and answers give back.
struct Resolution {
  Contact contact;
  FactSet facts;
  std::vector<Notice> notices;
  std::vector<Solution> solutions;  // best first
  std::optional<Question> question;
  bool confident = false;  // false: offer the expert seat
};

}  // namespace firstfix
