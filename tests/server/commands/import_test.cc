// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "tests/server/commands/program.h"
#include "tests/support/scratch_folder.h"

namespace firstfix::test {
namespace {

using testing::HasSubstr;
using testing::Not;
const std::string kShared = FIRSTFIX_SOURCE_DIR "/../shared/data/";

class Import : public testing::Test {
 protected:
  Finished import(const std::string& table, const std::string& file, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"import", table, file, "--data", (folder_.path() / "data").string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_firstfix(arguments);
  }
  std::string csv(const std::string& text) {
    folder_.write("rows.csv", text);
    return (folder_.path() / "rows.csv").string();
  }
  ScratchFolder folder_;
};

TEST_F(Import, BadRowsAreNamedAndNothingIsWritten) {
  const std::string file = csv("phone,vip\n13880000001,no\nabc,no\n13880000002,perhaps\n");
  const Finished refused = import("subscribers", file);
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.output, HasSubstr("rows.csv:3: "));
  EXPECT_THAT(refused.output, HasSubstr("rows.csv:4: "));
  EXPECT_THAT(refused.output, HasSubstr("1 good rows, 2 bad rows; nothing written"));
  const Finished skipped = import("subscribers", file, {"--skip-bad"});
  EXPECT_EQ(skipped.exit_code, 0);
  EXPECT_THAT(skipped.output, HasSubstr("1 written"));
}

TEST_F(Import, WhyFewerRowsAreWrittenThanWereGoodIsSaid) {
  EXPECT_THAT(import("subscribers", csv("phone\n13880000001\n13880000001\n")).output,
              HasSubstr("2 good rows, 0 bad rows; 1 written (rows that say the same count once)"));
  EXPECT_THAT(import("coverage", csv("latitude,longitude,rsrp\n30.5,104.0,-90\n30.5,104.0,-100\n")).output,
              HasSubstr("2 good rows, 0 bad rows; 1 written (the samples of one tile are averaged)"));
}

TEST_F(Import, ADryRunWritesNothing) {
  EXPECT_THAT(import("subscribers", csv("phone\n13880000001\n"), {"--dry-run"}).output,
              HasSubstr("1 good rows, 0 bad rows; dry run, nothing written"));
}

TEST_F(Import, AMissingFileAndAMissingColumnAreNamed) {
  const Finished missing = import("devices", "/nowhere.csv");
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_THAT(missing.output, HasSubstr("/nowhere.csv"));
  const Finished column = import("devices", csv("tac,brand\n1,2\n"));
  EXPECT_EQ(column.exit_code, 1);
  EXPECT_THAT(column.output, HasSubstr("model"));
}

TEST_F(Import, TheRealDriveTestLoads) {
  if (!std::filesystem::exists(kShared)) GTEST_SKIP() << "the real files are not here: " << kShared;
  const Finished run = import("coverage", kShared + "drive_test.csv");
  EXPECT_EQ(run.exit_code, 0) << run.output.substr(0, 500);
  EXPECT_THAT(run.output, HasSubstr("coverage: 31268 good rows, 0 bad rows"));
}

TEST_F(Import, TheRealTacTableLoads) {
  if (!std::filesystem::exists(kShared)) GTEST_SKIP() << "the real files are not here: " << kShared;
  const Finished run = import("devices", kShared + "tac.csv");
  EXPECT_EQ(run.exit_code, 0) << run.output.substr(0, 500);
  EXPECT_THAT(run.output, HasSubstr("devices: 22523 good rows, 0 bad rows"));
}

TEST_F(Import, AFullDiskLosesNothingThatWasThere) {
  ASSERT_EQ(import("subscribers", csv("phone,plan\n13880000001,first\n")).exit_code, 0);
  std::string many = "phone,plan\n";
  for (int i = 0; i < 100'000; ++i)
    many += std::to_string(13900000000LL + i) + ",a plan with quite a long name\n";
  const std::string file = csv(many);
  // The shell's limit on a file's size stands in for the disk's: 2 MiB.
  const Finished full = run_program(
      "/bin/sh", {"-c", "trap '' XFSZ; ulimit -f 4096; exec " FIRSTFIX_PROGRAM " import subscribers " + file +
                            " --data " + (folder_.path() / "data").string()});
  EXPECT_EQ(full.exit_code, 1) << full.output;
  EXPECT_THAT(full.output, HasSubstr("error: "));
  const Finished again = import("subscribers", csv("phone,plan\n13880000001,first\n"));
  EXPECT_EQ(again.exit_code, 0) << again.output;
}

}  // namespace
}  // namespace firstfix::test
