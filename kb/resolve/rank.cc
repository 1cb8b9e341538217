// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/rank.h"

#include <utility>

#include "kb/resolve/explain.h"
#include "kb/resolve/features.h"
#include "kb/resolve/question.h"
#include "kb/resolve/standing.h"
#include "kb/resolve/weights.h"

namespace firstfix::resolve {
namespace {

std::vector<Ranked> ranked_by(const Evidence& evidence, const std::vector<Standing>& order,
                              std::size_t explained) {
  const Weights& weights = evidence.weights();
  std::vector<Ranked> ranking;
  ranking.reserve(order.size());
  for (const Standing& each : order) {
    const Features& features = evidence.features(each.candidate);
    Ranked ranked;
    ranked.candidate = each.candidate;
    ranked.probability = probability_of(log_odds(features, weights));
    ranked.expected = probability_of(evidence.expected_log_odds(each.candidate));
    ranked.belief = evidence.belief(each.candidate);
    ranked.features = features;
    ranked.decided = each.decided;
    ranked.is_new = evidence.is_new(each.candidate);
    if (ranking.size() < explained) ranked.why = explain(evidence, each.candidate);
    ranking.push_back(std::move(ranked));
  }
  return ranking;
}

}  // namespace

Judgement judge(const Situation& situation, std::span<const Candidate> candidates, const Weights& weights,
                const Wanted& wanted) {
  const Evidence evidence(situation, candidates, weights);
  const std::vector<Standing> order = standings(evidence);
  return {ranked_by(evidence, order, wanted.explained), question_on(evidence, order, wanted.already_asked)};
}

std::vector<Ranked> rank(const Situation& situation, std::span<const Candidate> candidates,
                         const Weights& weights, std::size_t explained) {
  const Evidence evidence(situation, candidates, weights);
  return ranked_by(evidence, standings(evidence), explained);
}

std::optional<Question> next_question(const Situation& situation, std::span<const Candidate> candidates,
                                      const Weights& weights, const std::set<std::string>& already_asked) {
  const Evidence evidence(situation, candidates, weights);
  return question_on(evidence, standings(evidence), already_asked);
}

bool confident(std::span<const Ranked> ranking, const Weights& weights) {
  if (ranking.empty()) return false;
  return ranking.front().decided || ranking.front().probability >= weights.confident_at;
}

}  // namespace firstfix::resolve
