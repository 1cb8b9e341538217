// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that look back: replay, and learn beside a server that goes on recording.
#include <atomic>
#include <filesystem>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/server/commands/program.h"
#include "tests/support/raw_http.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/small_content.h"

namespace firstfix::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class Replay : public testing::Test {
 protected:
  Replay() { write_small_content(content_); }

  // Calls that a case solved; false when any was not recorded.
  static bool call(const RunningServer& server, int first, int count, const std::string& symptom,
                   const std::string& solved_by) {
    bool all = true;
    for (int i = first; i < first + count; ++i) {
      const auto body = fmt::format(R"({{"phone":"138{:08}","symptom":"{}"}})", i, symptom);
      const auto opened = request(server.port(), "POST", "/api/v1/resolve", body);
      if (opened.status != 200) return false;
      const std::string contact = nlohmann::json::parse(opened.body)["contact"];
      const auto outcome = fmt::format(R"({{"case":"{}","result":"resolved"}})", solved_by);
      const auto target = fmt::format("/api/v1/contacts/{}/outcome", contact);
      all = all && request(server.port(), "POST", target, outcome).status == 200;
    }
    return all;
  }
  Finished run(const std::string& command, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{command, "--data", data_.path().string(), "--content",
                                       content_.path().string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_firstfix(arguments);
  }

  ScratchFolder content_;
  ScratchFolder data_;
};

TEST_F(Replay, ShowsWhoLosesWhenACaseIsTakenOut) {
  {
    RunningServer server(content_.path(), data_.path());
    ASSERT_TRUE(call(server, 0, 12, "电梯里没信号", "elevator"));
    ASSERT_TRUE(call(server, 100, 5, "手机不支持高清通话", "handset-no-volte"));
  }
  ScratchFolder changed;
  std::filesystem::copy(
      content_.path(), changed.path(),
      std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
  for (const auto& file : std::filesystem::recursive_directory_iterator(changed.path())) {
    if (file.path().stem() == "elevator") {
      std::filesystem::remove(file.path());
      break;
    }
  }
  const Finished lost = run("replay", {"--changed", changed.path().string(), "--show", "2"});
  EXPECT_EQ(lost.exit_code, 0) << lost.output;
  EXPECT_THAT(lost.output, AllOf(HasSubstr("17 uses of a case in the last 30 days, 17 of them resolved"),
                                 HasSubstr("no longer first: 12"), HasSubstr("solved by “电梯信号中断”"),
                                 HasSubstr("… and 10 more"), HasSubstr("estimated change of FCR: -")));
  const Finished same = run("replay", {"--changed", content_.path().string()});
  EXPECT_EQ(same.exit_code, 0) << same.output;
  EXPECT_THAT(same.output,
              AllOf(HasSubstr("estimated change of FCR: +0.0 points"), HasSubstr("17 now, 17 then")));
}

TEST_F(Replay, WithoutRecordsSaysSo) {
  { RunningServer server(content_.path(), data_.path()); }
  const Finished none = run("replay");
  EXPECT_EQ(none.exit_code, 0) << none.output;
  EXPECT_THAT(none.output, HasSubstr("0 uses of a case"));
}

TEST_F(Replay, LearningDisturbsNoServerThatGoesOnRecording) {
  RunningServer server(content_.path(), data_.path());
  ASSERT_TRUE(call(server, 0, 80, "电梯里没信号", "elevator"));
  ASSERT_TRUE(call(server, 1000, 40, "手机不支持高清通话", "handset-no-volte"));
  std::atomic<bool> learned = false;
  bool recorded = true;
  std::thread caller([&] {
    for (int i = 2000; !learned; ++i) recorded = recorded && call(server, i, 1, "在家没信号", "indoor-weak");
  });
  const Finished run_beside = run("learn");
  learned = true;
  caller.join();
  EXPECT_EQ(run_beside.exit_code, 0) << run_beside.output;
  EXPECT_THAT(run_beside.output, HasSubstr("log loss"));
  EXPECT_TRUE(recorded);
  EXPECT_EQ(request(server.port(), "GET", "/readyz").status, 200);
  EXPECT_EQ(server.stop(), 0);
}

}  // namespace
}  // namespace firstfix::test
