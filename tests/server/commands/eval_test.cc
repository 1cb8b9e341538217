// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/commands/program.h"
#include "tests/support/scratch_folder.h"

namespace firstfix::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kCorpus = "d1\t手机没有信号\nd2\t光猫亮红灯\t宽带断了\nd3\t话费扣多了\n";
constexpr std::string_view kQueries = "q1\t光猫红灯\nq2\t没信号\n";
constexpr std::string_view kQrels = "q1\td2\t1\nq2\td1\t2\nq2\td3\t0\n";

class Eval : public testing::Test {
 protected:
  Eval() {
    folder_.write("corpus.tsv", kCorpus);
    folder_.write("queries.tsv", kQueries);
    folder_.write("qrels.tsv", kQrels);
  }

  std::string file(std::string_view name) const { return (folder_.path() / name).string(); }

  Finished run(std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments{"eval",           "--corpus",          file("corpus.tsv"),
                                       "--queries",      file("queries.tsv"), "--qrels",
                                       file("qrels.tsv")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_firstfix(arguments);
  }

  ScratchFolder folder_;
};

TEST_F(Eval, PrintsTheMetricsOfTheProductsOwnSearch) {
  const Finished done = run();
  EXPECT_EQ(done.exit_code, 0) << done.output;
  for (const char* line : {"documents      3\n", "judged queries 2\n", "Hit@1          1.0000\n", "Hit@3 ",
                           "MRR@10         1.0000\n", "R@10 ", "nDCG@10 ", "documents/s", "query p50",
                           "query p99", "times the corpus"}) {
    EXPECT_THAT(done.output, HasSubstr(line));
  }
}

TEST_F(Eval, PastContactsBringUpTheDocumentThatSolvedThem) {
  folder_.write("queries.tsv", "q1\t掉线了\nq2\t掉线了\n");
  folder_.write("qrels.tsv", "q1\td3\t1\n");
  folder_.write("confirmed.tsv", "d1\t没有信号\nd3\t听不清\nd3\t掉线了\n");
  const std::string confirmed = file("confirmed.tsv");
  EXPECT_THAT(run().output, HasSubstr("Hit@1          0.0000\n"));
  const std::string one = run({"--confirmed", confirmed, "--confirmations", "1"}).output;
  EXPECT_THAT(one, HasSubstr("confirmations  2\n")) << "the first of each document";
  EXPECT_THAT(one, HasSubstr("Hit@1          0.0000\n"));
  const std::string two = run({"--confirmed", confirmed, "--confirmations", "2"}).output;
  EXPECT_THAT(two, HasSubstr("confirmations  3\n"));
  EXPECT_THAT(two, HasSubstr("Hit@1          1.0000\n"));
}

TEST_F(Eval, AConfirmationOfOneDocumentLeavesWhatOthersAreFoundForAsItWas) {
  folder_.write(
      "corpus.tsv",
      "d1\t手机在家里没有信号\nd2\t手机在地下车库没有信号\nd3\t手机在电梯里没有信号\nd4\t手机上网特别慢\n"
      "d5\t家里宽带上网特别慢\nd6\t手机打电话听不清对方的声音\nd7\t话费扣多了要求退费\n"
      "d8\t手机在高铁上没有信号\nd9\t手机收不到银行的验证码\n");
  folder_.write("queries.tsv",
                "q1\t在家里手机没有信号\nq2\t地下车库里手机没有信号\nq3\t电梯里没有信号\nq4\t上网特别慢\nq5\t"
                "手机听不清声音\n");
  folder_.write("qrels.tsv", "");
  folder_.write("confirmed.tsv", "d7\t账单为什么又多扣了我二十块钱的话费，家里人都不同意\n");
  const auto ranking = [&](std::vector<std::string> more) {
    more.insert(more.end(), {"--run", file("run.txt"), "--depth", "5"});
    EXPECT_EQ(run(more).exit_code, 0);
    std::ifstream written(file("run.txt"));
    std::stringstream text;
    text << written.rdbuf();
    return text.str();
  };
  const std::string before = ranking({});
  ASSERT_THAT(before, HasSubstr("q5 Q0 d6 1 "));
  const std::vector<std::string> confirmed{"--confirmed", file("confirmed.tsv"), "--confirmations", "1"};
  EXPECT_EQ(ranking(confirmed), before);
  folder_.write("queries.tsv", "q6\t家里人都不同意\n");
  EXPECT_THAT(ranking(confirmed), StartsWith("q6 Q0 d7 1 ")) << "and these words bring it up";
  EXPECT_THAT(ranking({}), testing::Not(StartsWith("q6 Q0 d7 1 ")));
}

TEST_F(Eval, NamesAConfirmedTextOfAnUnknownDocument) {
  folder_.write("confirmed.tsv", "d1\t没有信号\nd9\t听不清\n");
  const Finished done = run({"--confirmed", file("confirmed.tsv")});
  EXPECT_NE(done.exit_code, 0);
  EXPECT_THAT(done.output, HasSubstr("confirmed.tsv:2: there is no document 'd9'"));
}

TEST_F(Eval, WritesATrecRun) {
  ASSERT_EQ(run({"--run", file("run.txt"), "--depth", "1"}).exit_code, 0);
  std::ifstream written(file("run.txt"));
  std::stringstream text;
  text << written.rdbuf();
  EXPECT_THAT(text.str(),
              testing::MatchesRegex("q1 Q0 d2 1 [0-9.]+ firstfix\nq2 Q0 d1 1 [0-9.]+ firstfix\n"));
}

struct BadFile {
  std::string_view file;
  std::string_view text;
  std::string_view says;
};

class EvalRefuses : public Eval, public testing::WithParamInterface<BadFile> {};

TEST_P(EvalRefuses, ABadLineByItsPlaceAndReason) {
  const BadFile& bad = GetParam();
  folder_.write(bad.file, bad.text);
  const Finished done = run();
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.output, StartsWith("error: " + file(bad.file) + std::string(bad.says)));
}

INSTANTIATE_TEST_SUITE_P(
    Lines, EvalRefuses,
    testing::Values(BadFile{"corpus.tsv", "d1\t甲\nd2 乙\n", ":2: no tab in the line"},
                    BadFile{"corpus.tsv", "d1\t甲\n\nd1\t乙\n", ":3: the id 'd1' stands twice"},
                    BadFile{"corpus.tsv", "d 1\t甲\n", ":1: the id 'd 1' has a space in it"},
                    BadFile{"corpus.tsv", "\t甲\n", ":1: the first column is empty"},
                    BadFile{"queries.tsv", "q1\t甲\t乙\n", ":1: 3 columns"},
                    BadFile{"qrels.tsv", "q1\td2\t1\nq9\td1\t1\n", ":2: there is no query 'q9'"},
                    BadFile{"qrels.tsv", "q1\td9\t1\n", ":1: there is no document 'd9'"},
                    BadFile{"qrels.tsv", "q1\td2\tgood\n", ":1: the grade 'good' is none"},
                    BadFile{"qrels.tsv", "q1\td2\t-1\n", ":1: the grade '-1' is none"}),
    [](const auto& line) { return "Case" + std::to_string(line.index); });

TEST_F(Eval, AnswersAnyQueryOfAnyBytes) {
  folder_.write("queries.tsv", "q1\t\xff\xfe***\nq2\t" + std::string(10'000, 'a') + "\n");
  EXPECT_EQ(run().exit_code, 0);
}

TEST_F(Eval, NamesAFileThatIsNotThere) {
  const Finished done =
      run_firstfix({"eval", "--corpus", "/nowhere/c.tsv", "--queries", file("queries.tsv")});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.output, HasSubstr("/nowhere/c.tsv: cannot be read"));
}

TEST_F(Eval, NamesARunFileThatCannotBeWritten) {
  const Finished done = run({"--run", "/nowhere/run.txt"});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.output, HasSubstr("/nowhere/run.txt: cannot be written"));
}

}  // namespace
}  // namespace firstfix::test
