// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/evidence_ranking.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace firstfix::service {
namespace {

// Chosen together with those of kb/search/evidence.cc (kb/search/README.md, "Evidence").
constexpr double kOwnSharpness = 1.7;    // a coverage is no cosine: it comes out larger
constexpr double kScoreSharpness = 3.0;  // a case at 80 % of the best score counts half

struct Both {
  double own = 0.0;
  double votes = 0.0;
};

}  // namespace

double own_strength(const search::EvidenceIndex& confirmed, std::string_view said, const Case& best_hit) {
  std::string text = best_hit.title;
  for (const std::string& symptom : best_hit.symptoms) {
    if (text.size() > search::kMaxEvidenceBytes) break;
    text += "\n" + symptom;
  }
  return confirmed.coverage(said, text);
}

std::vector<EvidencedHit> rank_with_evidence(std::span<const search::Hit> hits,
                                             std::span<const search::CaseVote> votes, double own) {
  std::vector<EvidencedHit> ranking;
  ranking.reserve(hits.size() + votes.size());
  if (votes.empty()) {
    for (const search::Hit& hit : hits) ranking.push_back({hit.case_id, hit.score, 0.0});
    return ranking;
  }
  std::unordered_map<std::string, Both> cases;
  const double strength = std::pow(own, kOwnSharpness);
  const double best = hits.empty() ? 0.0 : hits.front().score;
  for (const search::Hit& hit : hits) {
    cases[hit.case_id].own = best > 0.0 ? strength * std::pow(hit.score / best, kScoreSharpness) : 0.0;
  }
  double voted = strength;
  for (const search::CaseVote& vote : votes) {
    cases[vote.case_id].votes = vote.strength;
    voted += vote.strength;
  }
  // Back to the scale of scores, so that without votes the proportions would be those of the hits.
  const double scale = best > 0.0 && strength > 0.0 ? best / std::pow(strength, 1.0 / kScoreSharpness) : 1.0;
  for (const auto& [case_id, both] : cases) {
    const double score = scale * std::pow(both.own + both.votes, 1.0 / kScoreSharpness);
    ranking.push_back({case_id, score, voted > 0.0 ? both.votes / voted : 0.0});
  }
  std::ranges::sort(ranking, [](const EvidencedHit& a, const EvidencedHit& b) {
    return a.score != b.score ? a.score > b.score : a.case_id < b.case_id;
  });
  return ranking;
}

}  // namespace firstfix::service
