// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/evidence_ranking.h"

#include <gtest/gtest.h>

namespace firstfix::service {
namespace {

const std::vector<search::Hit> kHits{{"a", 10.0}, {"b", 8.0}};

TEST(EvidenceRanking, WithoutVotesTheHitsStayAsTheyAre) {
  const auto ranking = rank_with_evidence(kHits, {}, 0.5);
  ASSERT_EQ(ranking.size(), 2U);
  EXPECT_EQ(ranking[0].case_id, "a");
  EXPECT_DOUBLE_EQ(ranking[0].score, 10.0);
  EXPECT_DOUBLE_EQ(ranking[1].score, 8.0);
  EXPECT_DOUBLE_EQ(ranking[0].votes, 0.0);
}

TEST(EvidenceRanking, AWeakVoteChangesNoOrder) {
  const std::vector<search::CaseVote> votes{{"b", 0.03}};
  const auto ranking = rank_with_evidence(kHits, votes, 0.6);
  EXPECT_EQ(ranking[0].case_id, "a");
  EXPECT_NEAR(ranking[0].score, 10.0, 1e-9);
  EXPECT_GT(ranking[1].score, 8.0) << "it counts, but not enough";
}

TEST(EvidenceRanking, TheSameWordsConfirmedLiftTheirCaseFirst) {
  const std::vector<search::CaseVote> votes{{"b", 1.0}};
  const auto ranking = rank_with_evidence(kHits, votes, 0.6);
  EXPECT_EQ(ranking[0].case_id, "b");
  EXPECT_GT(ranking[0].votes, 0.5);
}

TEST(EvidenceRanking, VotesBringUpACaseThatHasNoHit) {
  const std::vector<search::CaseVote> votes{{"c", 1.0}};
  EXPECT_EQ(rank_with_evidence(kHits, votes, 0.6)[0].case_id, "c");
  EXPECT_EQ(rank_with_evidence({}, votes, 0.0)[0].case_id, "c");
}

}  // namespace
}  // namespace firstfix::service
