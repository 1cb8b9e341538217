// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/author_tests.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "kb/service/knowledge.h"
#include "kb/service/simulation/policies.h"
#include "tests/support/scratch_folder.h"

namespace firstfix {
namespace {

TEST(Content, HasNoProblemAndPassesItsAuthorsTests) {
  const test::ScratchFolder data;
  const auto knowledge = service::Knowledge::open(FIRSTFIX_SOURCE_DIR "/content", data.path());
  ASSERT_TRUE(knowledge) << knowledge.error().message;
  const service::SnapshotPtr snapshot = (*knowledge)->snapshot();
  for (const Problem& problem : snapshot->library->problems) ADD_FAILURE() << to_string(problem);
  EXPECT_GE(snapshot->library->cases.size(), 80U);

  const auto report = service::run_author_tests(*snapshot, *parse_date("2026-11-22"));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_GE(report->run, snapshot->library->cases.size());
  for (const Problem& problem : report->failed) ADD_FAILURE() << to_string(problem);
}

// A word that means something else in the mouths of a case's callers shows here.
TEST(Content, WhatIsHeardInACasesWordsAgreesWithItsConditions) {
  const test::ScratchFolder data;
  const auto knowledge = service::Knowledge::open(FIRSTFIX_SOURCE_DIR "/content", data.path());
  ASSERT_TRUE(knowledge) << knowledge.error().message;
  const service::SnapshotPtr snapshot = (*knowledge)->snapshot();
  int agrees = 0;
  std::string contradicts;
  int contradictions = 0;
  for (const CasePtr& article : snapshot->library->cases) {
    for (const std::string& symptom : article->symptoms) {
      for (const auto& [fact, value, word] : snapshot->words->in(symptom)) {
        const auto condition = std::ranges::find(article->conditions, fact->id, &Condition::fact);
        if (condition == article->conditions.end()) continue;
        if (std::ranges::find(condition->values, value->id) != condition->values.end()) {
          ++agrees;
        } else {
          ++contradictions;
          contradicts += article->id + ": " + symptom + " -> " + fact->id + " " + value->id + "\n";
        }
      }
    }
  }
  EXPECT_GT(agrees, 300) << "hardly anything is heard";
  EXPECT_LT(100 * contradictions, agrees) << contradicts;
}

TEST(Content, TheSimulatedEngineDoesNotAskWhatTheCallerHasSaid) {
  const test::ScratchFolder data;
  const auto knowledge = service::Knowledge::open(FIRSTFIX_SOURCE_DIR "/content", data.path());
  ASSERT_TRUE(knowledge) << knowledge.error().message;
  const auto snapshot = (*knowledge)->snapshot();
  const auto engine = service::make_policy("engine", *snapshot, *parse_date("2026-11-22"), 1);
  ASSERT_TRUE(engine) << engine.error().message;
  service::SimulatedContact contact;
  contact.words = "电梯里手机没信号";
  std::set<std::string> asked;
  const auto offer = (*engine)->handle(contact, [&](const std::string& fact) {
    asked.insert(fact);
    return std::optional<std::string>();
  });
  ASSERT_TRUE(offer) << offer.error().message;
  EXPECT_EQ(offer->facts.value("place"), "elevator");
  EXPECT_FALSE(asked.contains("place"));
  EXPECT_EQ(offer->cases.front(), "elevator-no-signal");
}

}  // namespace
}  // namespace firstfix
