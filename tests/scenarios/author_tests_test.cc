// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "kb/service/author_tests.h"
#include "kb/service/knowledge.h"
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

}  // namespace
}  // namespace firstfix
