// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/rank.h"

#include <algorithm>

#include "kb/resolve/explain.h"
#include "kb/resolve/features.h"
#include "kb/resolve/weights.h"

namespace firstfix::resolve {
namespace {

struct Scored {
  std::size_t candidate = 0;
  double log_odds = 0.0;
  Features features;
};

std::vector<Scored> score(const Evidence& evidence, std::span<const Candidate> candidates) {
  std::vector<Scored> scored;
  scored.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Features features = evidence.features_of(candidates[i]);
    scored.push_back({i, log_odds(features, evidence.weights()), features});
  }
  return scored;
}

void sort_best_first(std::vector<Scored>& scored, std::span<const Candidate> candidates) {
  std::sort(scored.begin(), scored.end(), [&](const Scored& a, const Scored& b) {
    if (a.log_odds != b.log_odds) return a.log_odds > b.log_odds;
    const int by_id = candidates[a.candidate].article->id.compare(candidates[b.candidate].article->id);
    return by_id != 0 ? by_id < 0 : a.candidate < b.candidate;
  });
}

// What already failed for this number is not offered first again, however likely it looks.
void put_untried_first(std::vector<Scored>& scored) {
  const auto untried =
      std::find_if(scored.begin(), scored.end(), [](const Scored& s) { return s.features.failed == 0.0; });
  if (untried != scored.end()) std::rotate(scored.begin(), untried, untried + 1);
}

}  // namespace

std::vector<Ranked> rank(const Situation& situation, std::span<const Candidate> candidates,
                         const Weights& weights, std::size_t explained) {
  const Evidence evidence(situation, candidates, weights);
  std::vector<Scored> scored = score(evidence, candidates);
  sort_best_first(scored, candidates);
  put_untried_first(scored);
  std::vector<Ranked> ranking;
  ranking.reserve(scored.size());
  for (const Scored& each : scored) {
    ranking.push_back({each.candidate, probability_of(each.log_odds), {}});
    if (ranking.size() > explained) continue;
    ranking.back().why = explain(evidence, candidates[each.candidate], each.features);
  }
  return ranking;
}

bool confident(std::span<const Ranked> ranking, const Weights& weights) {
  return !ranking.empty() && ranking.front().probability >= weights.confident_at;
}

}  // namespace firstfix::resolve
