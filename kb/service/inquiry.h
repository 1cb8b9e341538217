// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/contact.h"
#include "kb/core/fact.h"
#include "kb/core/result.h"
#include "kb/core/solution.h"
#include "kb/resolve/rank.h"
#include "kb/resolve/weights.h"
#include "kb/service/case_memory.h"
#include "kb/service/knowledge.h"
#include "kb/service/retrieval.h"
#include "kb/service/track_record.h"

namespace firstfix::service {

// Everything the ranking of one contact depends on.
struct Inquiry {
  std::string symptom;  // may be empty: then the facts alone speak
  FactSet facts;
  std::set<std::string> asked;   // facts not to be asked (again)
  std::set<std::string> failed;  // cases that did not help this number
  std::optional<Audience> audience;
  Date today;     // where the caller is
  Timestamp now;  // to which the ages of past texts are reckoned; read only with `memory`
  std::size_t limit = 5;
  const CaseMemory* memory = nullptr;  // what outcomes have taught; none: nothing
  int questions_asked = 0;             // in this contact so far
  RetrievedPtr retrieved;              // by these words, when they were searched for before; else null
};

struct Advice {
  std::vector<Solution> solutions;      // best first, replies filled
  std::vector<resolve::Ranked> ranked;  // of the same, as numbers
  resolve::Beliefs beliefs;             // that each case was the right one; the likeliest only
  std::optional<Question> question;
  bool confident = false;
  RetrievedPtr retrieved;  // what the words brought up
};

// Retrieval, then ranking, then the question: the way every answer takes, also those of `firstfix check`.
// Thread rule: any thread.
Result<Advice> advise(const Snapshot& snapshot, const TrackRecord& track_record, const Inquiry& inquiry,
                      const resolve::Weights& weights);

// The day's cases that words and facts bring up, with their evidence: the input of the ranking.
std::vector<resolve::Candidate> find_candidates(const Snapshot& snapshot, const TrackRecord& track_record,
                                                const Inquiry& inquiry, const Retrieved& retrieved);

// Who reads what is offered on it: hotline agents, clerks, customers.
Audience audience_of(Channel channel);

// What of it is kept with the contact, to learn from its outcome.
Considered considered(const Advice& advice, const Inquiry& inquiry, const FactCatalogue& catalogue);
// The facts back again, as far as ranking reads them: value, and whether the customer said it (source
// "agent", though some were heard in his words). Contacts recorded before `said` was kept give all as a
// table's.
FactSet facts_of(const Considered& considered);

// The facts that ranking and learning read: the choices among them.
ChoiceFacts choices_of(const FactSet& facts, const FactCatalogue& catalogue);
// And the texts that determine some of those, but what an agent typed, as nobody else would write it.
resolve::FactValues circumstances_of(const FactSet& facts, const FactCatalogue& catalogue);

}  // namespace firstfix::service
