// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/inquiry.h"

#include <tuple>
#include <utility>

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

std::vector<std::string> fill(const std::vector<ReplyTemplate>& steps, const FactSet& facts,
                              const FactCatalogue& catalogue) {
  std::vector<std::string> filled;
  filled.reserve(steps.size());
  for (const ReplyTemplate& step : steps) filled.push_back(step.fill(facts, catalogue));
  return filled;
}

Reply fill(const Replies& replies, const FactSet& facts, const FactCatalogue& catalogue) {
  return {replies.voice.fill(facts, catalogue), replies.sms.fill(facts, catalogue),
          replies.counter.fill(facts, catalogue)};
}

}  // namespace

Result<std::vector<resolve::Candidate>> find_candidates(const Snapshot& snapshot,
                                                        const TrackRecord& track_record,
                                                        const Inquiry& inquiry) {
  const auto hits = snapshot.index->search(query_for(inquiry, snapshot.library->facts));
  if (!hits) return fail(hits.error());
  std::vector<resolve::Candidate> candidates;
  candidates.reserve(hits->hits.size());
  for (const search::Hit& hit : hits->hits) {
    CasePtr article = snapshot.library->find(hit.case_id);
    if (!article || !article->offered_on(inquiry.today)) continue;
    resolve::Candidate candidate;
    candidate.text_score = hit.score;
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
                                fill(article->replies, inquiry.facts, catalogue),
                                fill(article->steps, inquiry.facts, catalogue)});
  }
  return advice;
}

}  // namespace firstfix::service
