// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kb/core/case.h"
#include "kb/search/evidence.h"
#include "kb/search/index.h"

namespace firstfix::service {

// A case as the words of its article and those of past contacts together bring it up.
struct EvidencedHit {
  std::string case_id;
  double score = 0.0;  // in proportion to Hit::score when there are no votes
  double votes = 0.0;  // the past contacts' share of all evidence for this query that speaks for it, 0..1
};

// Share of what was said that the best hit's own words cover, 0..1: sets its text against the votes.
double own_strength(const search::EvidenceIndex& confirmed, std::string_view said, const Case& best_hit);

// Best first. Cases without a hit join by their votes alone; without votes the hits come back as they are.
// This is the one way retrieval and confirmations become one ranking. `firstfix eval` calls it like this:
//   index.add({unique key, doc, text, at}) for each confirmation made known; then for each query
//   hits = search::Index::search, votes = index.votes(text, now), own = own_strength(index, text, *first
//   hit's case) ranking = rank_with_evidence(hits, votes, own).
std::vector<EvidencedHit> rank_with_evidence(std::span<const search::Hit> hits,
                                             std::span<const search::CaseVote> votes, double own);

}  // namespace firstfix::service
