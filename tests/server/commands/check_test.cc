// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/commands/program.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/small_content.h"

namespace firstfix::test {
namespace {

using testing::HasSubstr;

Finished check(const ScratchFolder& content) {
  return run_firstfix({"check", "--content", content.path().string()});
}

TEST(Check, PassesGoodContent) {
  const ScratchFolder content;
  write_small_content(content);
  const Finished run = check(content);
  EXPECT_EQ(run.exit_code, 0) << run.output;
  EXPECT_THAT(run.output, HasSubstr("3 cases, 0 problems; 0 author tests, 0 failed"));
}

TEST(Check, NamesEveryProblemAtItsPlace) {
  const ScratchFolder content;
  write_small_content(content);
  std::string broken = case_text({"a", "甲", "一"});
  broken.replace(broken.find("kind: script"), 12, "kind: poem");
  content.write("cases/network/a.md", broken);
  content.write("cases/network/b.md", "no front matter");
  const Finished run = check(content);
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.output, HasSubstr("cases/network/a.md:4:7: "));
  EXPECT_THAT(run.output, HasSubstr("cases/network/b.md:1:1: "));
}

TEST(Check, FailsOnAFailedAuthorTest) {
  const ScratchFolder content;
  write_small_content(content);
  std::string article = case_text({"a", "话费多扣", "话费多扣了"});
  article.replace(article.find("---\n## "), 4, "tests:\n  - symptom: 电梯里没信号\n    within: 1\n---\n");
  content.write("cases/network/a.md", article);
  const Finished run = check(content);
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.output, HasSubstr("电梯里没信号"));
  EXPECT_THAT(run.output, HasSubstr("first is elevator"));
}

TEST(Check, NamesAMissingFolder) {
  const Finished run = run_firstfix({"check", "--content", "/nowhere"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.output, HasSubstr("/nowhere"));
}

TEST(Usage, BadOptionsExitWithTwoAndHelpWithZero) {
  EXPECT_EQ(run_firstfix({}).exit_code, 2);
  EXPECT_EQ(run_firstfix({"dance"}).exit_code, 2);
  EXPECT_EQ(run_firstfix({"serve", "--port", "70000"}).exit_code, 2);
  EXPECT_EQ(run_firstfix({"import", "poems", "x.csv"}).exit_code, 2);
  for (const char* command : {"serve", "check", "index", "import", "eval"}) {
    const Finished help = run_firstfix({command, "--help"});
    EXPECT_EQ(help.exit_code, 0);
    EXPECT_THAT(help.output, HasSubstr("Usage"));
  }
}

}  // namespace
}  // namespace firstfix::test
