// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/commands/program.h"
#include "tests/support/scratch_folder.h"

namespace firstfix::test {
namespace {

using testing::HasSubstr;

class Learn : public testing::Test {
 protected:
  Finished learn(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"learn", "--data", (folder_.path() / "data").string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_firstfix(arguments);
  }
  void make_database() {
    folder_.write("rows.csv", "phone\n13880000001\n");
    ASSERT_EQ(run_firstfix({"import", "subscribers", (folder_.path() / "rows.csv").string(), "--data",
                            (folder_.path() / "data").string()})
                  .exit_code,
              0);
  }
  ScratchFolder folder_;
};

TEST_F(Learn, AMissingDatabaseIsNamedWithTheMend) {
  const Finished run = learn();
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.output, HasSubstr("firstfix.db：没有这个数据库"));
  EXPECT_THAT(run.output, HasSubstr("--data"));
}

TEST_F(Learn, SaysHowManyOutcomesItNeeds) {
  make_database();
  const Finished run = learn();
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.output, HasSubstr("0 outcomes of the last 180 days"));
  EXPECT_THAT(run.output, HasSubstr("at least 100 are needed"));
}

TEST_F(Learn, UndoSaysWhenThereIsNothingToUndo) {
  make_database();
  EXPECT_EQ(learn({"--undo"}).exit_code, 1);
  EXPECT_THAT(learn({"--undo"}).output, HasSubstr("nothing to undo"));
  EXPECT_THAT(learn({"--list"}).output, HasSubstr("nothing was adopted yet"));
}

TEST_F(Learn, ContradictingOptionsAreBadUsage) {
  EXPECT_EQ(learn({"--undo", "--dry-run"}).exit_code, 2);
}

}  // namespace
}  // namespace firstfix::test
