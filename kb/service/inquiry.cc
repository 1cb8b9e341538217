// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/inquiry.h"

#include <algorithm>
#include <cassert>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "kb/resolve/learn.h"
#include "kb/resolve/occurrence.h"
#include "kb/service/reply_writer.h"

namespace firstfix::service {
namespace {

constexpr std::size_t kBeliefs = 8;  // kept with the contact, to learn from its outcome
constexpr double kWorthKeeping = 0.02;
constexpr std::size_t kByFacts = 20;  // and so many more that the facts alone speak for

// A case to be looked at; `hit` is null where facts or past contacts alone bring it up.
struct Brought {
  std::string_view case_id;
  const search::Hit* hit = nullptr;
};

// What is brought up, each case once. Refers to where the ids come from.
class BroughtUp {
 public:
  void add(std::string_view case_id, const search::Hit* hit = nullptr) {
    if (seen_.insert(case_id).second) cases_.push_back({case_id, hit});
  }
  const std::vector<Brought>& cases() const { return cases_; }

 private:
  std::vector<Brought> cases_;
  std::unordered_set<std::string_view> seen_;
};

// Retrieval has asked for the audience already; a case that only past contacts bring up is asked here.
bool may_be_offered(const Case& article, const Inquiry& inquiry) {
  if (!article.offered_on(inquiry.today)) return false;
  return !inquiry.audience ||
         std::ranges::find(article.audience, *inquiry.audience) != article.audience.end();
}

void add_standings(const CaseMemory& memory, const Inquiry& inquiry, const Snapshot& snapshot,
                   std::vector<resolve::Candidate>& candidates) {
  std::vector<const Case*> cases;
  cases.reserve(candidates.size());
  for (const resolve::Candidate& candidate : candidates) cases.push_back(candidate.article.get());
  std::vector<CaseStanding> standings =
      memory.standings(cases, inquiry.today, snapshot.library->cases.size(),
                       circumstances_of(inquiry.facts, snapshot.library->facts));
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    resolve::Candidate& candidate = candidates[i];
    CaseStanding& standing = standings[i];
    candidate.popularity = standing.popularity;
    candidate.trend = standing.trend;
    candidate.profile = std::move(standing.profile);
    candidate.circumstances = std::move(standing.circumstances);
    candidate.latest = standing.latest;
    if (standing.category.tried > 0.0) candidate.category_success = standing.category;
    if (standing.success.tried > 0.0) candidate.success = standing.success;
  }
}

resolve::SuccessRecord library_record(const TrackRecord& track_record, const Inquiry& inquiry) {
  if (inquiry.memory != nullptr) {
    const resolve::SuccessRecord record = inquiry.memory->of_library(inquiry.today);
    if (record.tried > 0.0) return record;
  }
  return track_record.of_library(inquiry.today);
}

std::vector<resolve::Circumstance> known_circumstances(const Inquiry& inquiry,
                                                       const FactCatalogue& catalogue) {
  if (inquiry.memory == nullptr) return {};
  return inquiry.memory->circumstances(circumstances_of(inquiry.facts, catalogue));
}

// The likeliest: what an outcome will be judged by.
resolve::Beliefs beliefs_of(const std::vector<resolve::Candidate>& candidates,
                            const std::vector<resolve::Ranked>& ranking) {
  resolve::Beliefs beliefs;
  for (const resolve::Ranked& ranked : ranking) {
    if (ranked.belief >= kWorthKeeping)
      beliefs.emplace_back(candidates[ranked.candidate].article->id, ranked.belief);
  }
  std::ranges::stable_sort(beliefs, std::ranges::greater{}, [](const auto& each) { return each.second; });
  if (beliefs.size() > kBeliefs) beliefs.resize(kBeliefs);
  return beliefs;
}

std::vector<std::string> fill(const std::vector<ReplyTemplate>& steps, const FactSet& facts,
                              const FactCatalogue& catalogue) {
  std::vector<std::string> filled;
  filled.reserve(steps.size());
  for (const ReplyTemplate& step : steps) filled.push_back(step.fill(facts, catalogue));
  return filled;
}

}  // namespace

std::vector<resolve::Candidate> find_candidates(const Snapshot& snapshot, const TrackRecord& track_record,
                                                const Inquiry& inquiry, const Retrieved& retrieved) {
  // What the number tells brings up cases of its own, whatever was said: a stopped account, a running outage.
  const std::vector<std::string> by_facts =
      snapshot.by_facts == nullptr
          ? std::vector<std::string>()
          : snapshot.by_facts->find(choices_of(inquiry.facts, snapshot.library->facts), kByFacts);
  BroughtUp brought;
  for (const search::Hit& hit : retrieved.hits) brought.add(hit.case_id, &hit);
  for (const std::string& id : by_facts) brought.add(id);
  // Cases that similar contacts speak for join, whatever their own words.
  std::unordered_map<std::string_view, const Remembered*> remembered;
  for (const Remembered& each : retrieved.remembered) {
    remembered.emplace(each.case_id, &each);
    if (each.share > 0.0) brought.add(each.case_id);
  }
  // Where a case has failed, others of its category may cure the same trouble.
  if (snapshot.siblings != nullptr) {
    for (const std::string& failed : inquiry.failed) {
      for (const std::string& id : snapshot.siblings->of(snapshot.library->category_of(failed)))
        brought.add(id);
    }
  }
  std::vector<resolve::Candidate> candidates;
  candidates.reserve(brought.cases().size());
  for (const auto& [case_id, hit] : brought.cases()) {
    // A search by name among a hundred thousand is a walk through memory.
    CasePtr article = hit != nullptr && hit->article ? hit->article : snapshot.library->find(case_id);
    if (!article || !may_be_offered(*article, inquiry)) continue;
    resolve::Candidate& candidate = candidates.emplace_back();
    if (hit != nullptr) {
      candidate.text_score = hit->score;
      candidate.text_coverage = hit->text_coverage;
      candidate.text_likeness = hit->likeness;
    }
    const auto past = remembered.find(case_id);
    if (past != remembered.end()) {
      candidate.neighbour_votes = past->second->share;
      candidate.neighbour_failures = past->second->failures;
    }
    std::tie(candidate.success, candidate.category_success) =
        track_record.of(article->id, article->category, inquiry.today);
    candidate.article = std::move(article);
  }
  if (inquiry.memory != nullptr) {
    add_standings(*inquiry.memory, inquiry, snapshot, candidates);
  } else {
    for (resolve::Candidate& each : candidates)
      each.popularity = resolve::foretold_popularity(*each.article, snapshot.library->cases.size());
  }
  return candidates;
}

Result<Advice> advise(const Snapshot& snapshot, const TrackRecord& track_record, const Inquiry& inquiry,
                      const resolve::Weights& weights) {
  assert(inquiry.memory == nullptr || inquiry.now != Timestamp{});
  const FactCatalogue& catalogue = snapshot.library->facts;
  RetrievedPtr retrieved = inquiry.retrieved;
  if (retrieved == nullptr) {
    auto found = retrieve(snapshot, inquiry.memory, {inquiry.symptom, inquiry.audience},
                          choices_of(inquiry.facts, catalogue), inquiry.now);
    if (!found) return fail(found.error());
    retrieved = *std::move(found);
  }
  const auto candidates = find_candidates(snapshot, track_record, inquiry, *retrieved);
  const resolve::FactProfilePtr everybody = inquiry.memory == nullptr ? nullptr : inquiry.memory->everybody();
  const resolve::Situation situation{inquiry.facts,
                                     catalogue,
                                     inquiry.failed,
                                     !inquiry.symptom.empty(),
                                     library_record(track_record, inquiry),
                                     {everybody.get(), inquiry.today},
                                     inquiry.questions_asked,
                                     snapshot.library->cases.size(),
                                     known_circumstances(inquiry, catalogue)};
  auto [ranking, question] = resolve::judge(situation, candidates, weights, {inquiry.asked, inquiry.limit});

  Advice advice;
  advice.confident = resolve::confident(ranking, weights);
  advice.question = std::move(question);
  advice.beliefs = beliefs_of(candidates, ranking);
  if (ranking.size() > inquiry.limit) ranking.resize(inquiry.limit);
  for (resolve::Ranked& ranked : ranking) {
    const CasePtr& article = candidates[ranked.candidate].article;
    advice.solutions.push_back({article, ranked.probability, ranked.features.failed > 0.0, ranked.is_new,
                                std::move(ranked.why),
                                write_reply(*article, inquiry.facts, *snapshot.library),
                                fill(article->steps, inquiry.facts, catalogue)});
  }
  advice.ranked = std::move(ranking);
  advice.retrieved = std::move(retrieved);
  return advice;
}

Audience audience_of(Channel channel) {
  switch (channel) {
    case Channel::hotline:
      return Audience::agent;
    case Channel::counter:
      return Audience::clerk;
    case Channel::online:
      return Audience::customer;
  }
  return Audience::agent;
}

Considered considered(const Advice& advice, const Inquiry& inquiry, const FactCatalogue& catalogue) {
  Considered kept;
  kept.facts = choices_of(inquiry.facts, catalogue);
  for (const auto& [id, value] : kept.facts) {
    if (inquiry.facts.find(id)->said()) kept.said.push_back(id);
  }
  kept.circumstances = circumstances_of(inquiry.facts, catalogue);
  kept.beliefs = advice.beliefs;
  kept.questions = inquiry.questions_asked;
  kept.layout = resolve::kFeatureLayout;
  for (std::size_t i = 0; i < advice.solutions.size() && i < advice.ranked.size(); ++i) {
    const resolve::Ranked& ranked = advice.ranked[i];
    kept.cases.push_back({advice.solutions[i].article->id, ranked.probability, ranked.expected,
                          resolve::values_of(ranked.features)});
  }
  return kept;
}

FactSet facts_of(const Considered& considered) {
  FactSet facts;
  for (const auto& [id, value] : considered.facts) {
    const bool said = std::ranges::find(considered.said, id) != considered.said.end();
    facts.put({id, value, said ? "agent" : "recorded", {}});
  }
  for (const auto& [id, value] : considered.circumstances) facts.put({id, value, "recorded", {}});
  return facts;
}

ChoiceFacts choices_of(const FactSet& facts, const FactCatalogue& catalogue) {
  ChoiceFacts choices;
  for (const Fact& fact : facts) {
    const FactDefinition* definition = catalogue.find(fact.id);
    if (definition != nullptr && definition->type == FactType::choice)
      choices.emplace_back(fact.id, fact.value);
  }
  return choices;
}

resolve::FactValues circumstances_of(const FactSet& facts, const FactCatalogue& catalogue) {
  resolve::FactValues circumstances;
  for (const Fact& fact : facts) {
    const FactDefinition* definition = catalogue.find(fact.id);
    const bool typed = fact.source == "agent";
    if (definition != nullptr && !definition->determines.empty() && !fact.value.empty() && !typed)
      circumstances.emplace_back(fact.id, fact.value);
  }
  return circumstances;
}

}  // namespace firstfix::service
