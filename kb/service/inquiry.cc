// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/inquiry.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "kb/service/evidence_ranking.h"
#include "kb/service/reply_writer.h"

namespace firstfix::service {
namespace {

constexpr std::size_t kRetrieved =
    50;  // candidates that the ranking looks at; more never changed a first five

search::Query query_for(const Inquiry& inquiry, const FactCatalogue& catalogue) {
  search::Query query;
  query.text = inquiry.symptom;
  query.audience = inquiry.audience;
  query.limit = kRetrieved;
  for (const Fact& fact : inquiry.facts) {
    const FactDefinition* definition = catalogue.find(fact.id);
    if (definition != nullptr && definition->type == FactType::choice)
      query.facts.emplace_back(fact.id, fact.value);
  }
  return query;
}

// Retrieval has asked for the audience already; a case that only past contacts bring up is asked here.
bool may_be_offered(const Case& article, const Inquiry& inquiry) {
  if (!article.offered_on(inquiry.today)) return false;
  return !inquiry.audience ||
         std::ranges::find(article.audience, *inquiry.audience) != article.audience.end();
}

std::vector<EvidencedHit> with_confirmations(const Snapshot& snapshot, const Inquiry& inquiry,
                                             const std::vector<search::Hit>& hits) {
  if (inquiry.confirmed == nullptr || inquiry.symptom.empty()) return rank_with_evidence(hits, {}, 0.0);
  const auto votes = inquiry.confirmed->votes(inquiry.symptom, inquiry.today + std::chrono::days{1});
  if (votes.empty()) return rank_with_evidence(hits, {}, 0.0);
  const CasePtr best = hits.empty() ? nullptr : snapshot.library->find(hits.front().case_id);
  const double own = best == nullptr ? 0.0 : own_strength(*inquiry.confirmed, inquiry.symptom, *best);
  return rank_with_evidence(hits, votes, own);
}

std::vector<std::string> fill(const std::vector<ReplyTemplate>& steps, const FactSet& facts,
                              const FactCatalogue& catalogue) {
  std::vector<std::string> filled;
  filled.reserve(steps.size());
  for (const ReplyTemplate& step : steps) filled.push_back(step.fill(facts, catalogue));
  return filled;
}

}  // namespace

Result<std::vector<resolve::Candidate>> find_candidates(const Snapshot& snapshot,
                                                        const TrackRecord& track_record,
                                                        const Inquiry& inquiry) {
  const auto hits = snapshot.index->search(query_for(inquiry, snapshot.library->facts));
  if (!hits) return fail(hits.error());
  std::vector<resolve::Candidate> candidates;
  candidates.reserve(hits->hits.size());
  for (const EvidencedHit& hit : with_confirmations(snapshot, inquiry, hits->hits)) {
    CasePtr article = snapshot.library->find(hit.case_id);
    if (!article || !may_be_offered(*article, inquiry)) continue;
    resolve::Candidate candidate;
    candidate.text_score = hit.score;
    candidate.neighbour_votes = hit.votes;
    std::tie(candidate.success, candidate.category_success) =
        track_record.of(article->id, article->category, inquiry.today);
    candidate.article = std::move(article);
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

Result<Advice> advise(const Snapshot& snapshot, const TrackRecord& track_record, const Inquiry& inquiry,
                      const resolve::Weights& weights) {
  const auto candidates = find_candidates(snapshot, track_record, inquiry);
  if (!candidates) return fail(candidates.error());
  const FactCatalogue& catalogue = snapshot.library->facts;
  const resolve::Situation situation{inquiry.facts, catalogue, inquiry.failed, !inquiry.symptom.empty(),
                                     track_record.of_library(inquiry.today)};
  auto ranking = resolve::rank(situation, *candidates, weights, inquiry.limit);

  Advice advice;
  advice.confident = resolve::confident(ranking, weights);
  advice.question = resolve::next_question(situation, *candidates, weights, inquiry.asked);
  if (ranking.size() > inquiry.limit) ranking.resize(inquiry.limit);
  for (resolve::Ranked& ranked : ranking) {
    const CasePtr& article = (*candidates)[ranked.candidate].article;
    advice.solutions.push_back({article, ranked.probability, std::move(ranked.why),
                                write_reply(*article, inquiry.facts, *snapshot.library),
                                fill(article->steps, inquiry.facts, catalogue)});
  }
  return advice;
}

}  // namespace firstfix::service
