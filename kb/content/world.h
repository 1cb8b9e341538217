// SPDX-License-Identifier: GPL-3.0-or-later
// A generated world to try the engine in: what callers suffer from, what they say, what their numbers tell.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kb/content/source_text.h"
#include "kb/core/case.h"
#include "kb/core/clock.h"
#include "kb/core/fact.h"

namespace firstfix::content {

// Names with numbers, in file order: weights, factors or probabilities.
using Shares = std::vector<std::pair<std::string, double>>;

// A place or a kind of handset: its share of all callers and what it fixes of the facts.
struct WorldGroup {
  std::string id;
  double share = 1.0;
  std::vector<std::pair<std::string, std::string>> facts;  // fact, value
};

// What really is the matter. The engine never sees it.
struct WorldCause {
  std::string id;
  double prior = 1.0;                                 // weight among all causes
  Shares places;                                      // place -> factor on its share; others 1
  Shares devices;                                     // device -> factor
  std::vector<std::pair<std::string, Shares>> facts;  // fact -> weights of its values; else the base
  Shares says;                                        // group of phrases -> weight
  Shares cured_by;                                    // case -> P(resolved | case, cause)
};

// While it runs, callers of that cause come from that place in numbers, and everybody there has these facts.
struct WorldEvent {
  std::string place;
  std::string cause;
  double from = 0.0;  // days since the start
  double to = 0.0;
  double surge = 0.0;  // weight added to the cause at this place, as a share of all contacts
  std::vector<std::pair<std::string, std::string>> facts;
};

// From that day on a cause's prior, or what a case resolves, is so many times as large.
struct WorldDrift {
  double day = 0.0;
  std::string cause;  // one of the two is empty
  std::string case_id;
  double times = 1.0;
};

struct World {
  std::string name;
  std::string content;  // folder of facts and cases, relative to the file; empty: the two below
  FactCatalogue facts;
  std::vector<CasePtr> cases;  // ordered by id

  Date start;
  double contacts_per_day = 700.0;
  double repeats = 0.0;          // P(rings again | unresolved)
  double cured_otherwise = 0.0;  // P(resolved) of a case that the cause does not name
  Shares number_tells;           // fact -> P(the number tells it); others must be asked
  Shares answers;                // fact -> P(the customer knows it)
  double answers_otherwise = 0.9;
  double wrong_facts = 0.0;                          // P(a told or answered value is another one)
  std::vector<std::pair<std::string, Shares>> base;  // fact -> weights of its values
  std::vector<std::pair<std::string, std::vector<std::string>>> phrases;  // group -> texts, {a|b} alternates
  std::vector<std::string> fillers;                                       // said before or after, by anybody
  double filler = 0.0;                                                    // P(one before), P(one after)
  double typo = 0.0;  // P(a character is dropped or doubled)
  std::vector<WorldGroup> places;
  std::vector<WorldGroup> devices;
  std::string place_fact;   // text facts by which the number tells their ids; empty: it tells only what
  std::string device_fact;  // follows from them
  std::vector<WorldCause> causes;
  std::vector<WorldEvent> events;
  std::vector<WorldDrift> drift;
};

// Reads a world file. No value when anything is wrong; all of that is in `problems`. Names of causes, places,
// devices and phrases are checked here, cases and facts against the library by whoever has it.
std::optional<World> read_world(const SourceText& source, std::vector<Problem>& problems);

}  // namespace firstfix::content
