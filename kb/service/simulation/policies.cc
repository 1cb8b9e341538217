// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/simulation/policies.h"

#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "kb/service/inquiry.h"
#include "kb/service/lesson.h"
#include "kb/service/simulation/dice.h"

namespace firstfix::service {
namespace {

constexpr double kHalfLife = 30.0;          // days, the product's default
constexpr std::size_t kRefitEvery = 2'000;  // outcomes between two runs of what `firstfix learn` does
constexpr std::size_t kOffered = 5;

Date day_of(Timestamp at) {
  return std::chrono::floor<std::chrono::days>(at);
}

class RandomPolicy : public Policy {
 public:
  RandomPolicy(const Snapshot& snapshot, std::uint64_t seed) : snapshot_(snapshot), dice_(seed, 1) {}

  Result<Offer> handle(const SimulatedContact& contact, const Ask& /*ask*/) override {
    const auto& cases = snapshot_.library->cases;
    Offer offer;
    for (std::size_t i = 0; i < kOffered; ++i) offer.cases.push_back(cases[dice_.below(cases.size())]->id);
    offer.facts = contact.facts;
    return offer;
  }

 private:
  const Snapshot& snapshot_;
  Dice dice_;
};

class TextPolicy : public Policy {
 public:
  explicit TextPolicy(const Snapshot& snapshot) : snapshot_(snapshot) {}

  Result<Offer> handle(const SimulatedContact& contact, const Ask& /*ask*/) override {
    search::Query query;
    query.text = contact.words;
    query.audience = Audience::agent;
    query.limit = kOffered;
    const auto hits = snapshot_.index->search(query);
    if (!hits) return fail(hits.error());
    Offer offer;
    for (const search::Hit& hit : hits->hits) offer.cases.push_back(hit.case_id);
    offer.facts = contact.facts;
    return offer;
  }

 private:
  const Snapshot& snapshot_;
};

class EnginePolicy : public Policy {
 public:
  EnginePolicy(const Snapshot& snapshot, Date start, bool learns)
      : snapshot_(snapshot), learns_(learns), track_record_(start, kHalfLife), memory_(start, kHalfLife) {}

  Result<Offer> handle(const SimulatedContact& contact, const Ask& ask) override {
    Inquiry inquiry;
    inquiry.symptom = contact.words;
    inquiry.facts = contact.facts;
    snapshot_.words->add_to(inquiry.facts, contact.words);
    add_said_before(contact, inquiry.facts);
    inquiry.failed = contact.failed;
    inquiry.audience = Audience::agent;
    inquiry.today = day_of(contact.at);
    inquiry.now = contact.at;
    inquiry.limit = kOffered;
    if (learns_) {
      inquiry.memory = &memory_;
    }
    auto advice = advise(snapshot_, track_record_, inquiry, weights_);
    while (advice && advice->question) {
      const std::string fact = advice->question->fact;
      ++inquiry.questions_asked;
      inquiry.asked.insert(fact);
      if (auto answer = ask(fact)) inquiry.facts.put({fact, *std::move(answer), "agent", {}});
      advice = advise(snapshot_, track_record_, inquiry, weights_);
    }
    if (!advice) return fail(advice.error());
    Offer offer;
    for (const Solution& solution : advice->solutions) offer.cases.push_back(solution.article->id);
    offer.questions = inquiry.questions_asked;
    offer.facts = std::move(inquiry.facts);
    if (advice->ranked.empty()) return offer;
    offer.first = advice->ranked.front();
    offer.beliefs = std::move(advice->beliefs);
    offer.probability = offer.first.probability;
    return offer;
  }

  void learn(const SimulatedContact& contact, const Offer& offer, bool resolved) override {
    keep_said(contact.caller, offer.facts, resolved);
    if (!learns_ || offer.cases.empty()) return;
    const CasePtr article = snapshot_.library->find(offer.cases.front());
    const FactCatalogue& catalogue = snapshot_.library->facts;
    Lesson lesson{contact.key,
                  article->id,
                  article->category,
                  resolved,
                  contact.words,
                  contact.at,
                  choices_of(offer.facts, catalogue),
                  offer.beliefs,
                  offer.first.expected};
    lesson.circumstances = circumstances_of(offer.facts, catalogue);
    remember(contact.caller, lesson);
    examples_.push_back({offer.first.features, resolved});
    if (examples_.size() % kRefitEvery != 0) return;
    const resolve::Refit refit = resolve::refit(examples_, weights_);
    if (refit.better()) weights_ = refit.weights;
  }

 private:
  struct Failed {
    Lesson lesson;
    std::vector<LaterTry> later;
  };

  // As the product does (gather_earlier.cc): what was said while the trouble lasts need not be said again.
  void add_said_before(const SimulatedContact& contact, FactSet& facts) const {
    const auto said = said_.find(contact.caller);
    if (said == said_.end()) return;
    for (const Fact& fact : said->second) {
      if (!facts.known(fact.id)) facts.put(fact);
    }
  }
  void keep_said(const std::string& caller, const FactSet& facts, bool resolved) {
    if (resolved) {
      said_.erase(caller);
      return;
    }
    for (const Fact& fact : facts) {
      if (fact.source == "agent") said_[caller].put({fact.id, fact.value, "earlier", {}});
    }
  }

  // As the product does (evidence_feed.h), whose database finds the caller's earlier contacts.
  void remember(const std::string& caller, const Lesson& lesson) {
    memory_.learn(lesson);
    for (Failed& failed : failed_[caller]) {
      failed.later.push_back({lesson.case_id, lesson.category, lesson.key, lesson.resolved, false});
      const Lesson before = failed.lesson;
      failed.lesson.sequel = sequel_of(failed.lesson, failed.later, [this](const std::string& id) {
        return snapshot_.library->category_of(id);
      });
      if (failed.lesson.sequel != before.sequel) memory_.correct(before, failed.lesson);
    }
    if (lesson.resolved) {
      failed_.erase(caller);
    } else {
      failed_[caller].push_back({lesson, {}});
    }
  }

  const Snapshot& snapshot_;
  const bool learns_;
  resolve::Weights weights_;
  TrackRecord track_record_;
  CaseMemory memory_;
  std::unordered_map<std::string, std::vector<Failed>> failed_;  // by caller
  std::unordered_map<std::string, FactSet> said_;                // answers, likewise
  std::vector<resolve::Example> examples_;
};

}  // namespace

Result<std::unique_ptr<Policy>> make_policy(const std::string& name, const Snapshot& snapshot, Date start,
                                            std::uint64_t seed) {
  if (name == "random") return std::make_unique<RandomPolicy>(snapshot, seed);
  if (name == "text") return std::make_unique<TextPolicy>(snapshot);
  if (name == "engine") return std::make_unique<EnginePolicy>(snapshot, start, false);
  if (name == "engine+learning") return std::make_unique<EnginePolicy>(snapshot, start, true);
  return fail(Code::invalid, fmt::format("there is no policy {}", name),
              "random, text, engine or engine+learning");
}

}  // namespace firstfix::service
