// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
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

using testing::HasSubstr;

class Serve : public testing::Test {
 protected:
  Serve() { write_small_content(content_); }
  ScratchFolder content_;
  ScratchFolder data_;
};

TEST_F(Serve, ServesUntilSigtermAndEndsWell) {
  RunningServer server(content_.path(), data_.path());
  EXPECT_EQ(request(server.port(), "GET", "/readyz").status, 200);
  EXPECT_EQ(request(server.port(), "GET", "/panel").status, 200);
  EXPECT_EQ(server.stop(), 0);
}

TEST_F(Serve, KeepsContactsAndOutcomesOverARestart) {
  std::string contact;
  {
    RunningServer server(content_.path(), data_.path());
    const auto answer =
        request(server.port(), "POST", "/api/v1/resolve", R"({"phone":"13880000001","symptom":"没信号"})");
    contact = nlohmann::json::parse(answer.body)["contact"];
    const auto recorded = request(server.port(), "POST", fmt::format("/api/v1/contacts/{}/outcome", contact),
                                  R"({"case":"elevator","result":"resolved"})");
    ASSERT_EQ(recorded.status, 200) << recorded.body;
  }
  RunningServer server(content_.path(), data_.path());
  EXPECT_EQ(request(server.port(), "GET", "/api/v1/contacts/" + contact).status, 200);
  const auto next =
      request(server.port(), "POST", "/api/v1/resolve", R"({"phone":"13880000001","symptom":"没信号"})");
  EXPECT_THAT(next.body, HasSubstr("第 2 次来访"));
}

TEST_F(Serve, PicksUpChangedContentWithoutARestart) {
  RunningServer server(content_.path(), data_.path());
  ASSERT_EQ(request(server.port(), "GET", "/api/v1/cases/metro").status, 404);
  write_case(content_, {"metro", "地铁里信号断", "坐地铁没网", "", "place"});
  for (int i = 0; i < 100 && request(server.port(), "GET", "/api/v1/cases/metro").status != 200; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  EXPECT_EQ(request(server.port(), "GET", "/api/v1/cases/metro").status, 200);
}

TEST_F(Serve, APortInUseIsSaid) {
  RunningServer server(content_.path(), data_.path());
  const ScratchFolder other;
  const Finished second =
      run_firstfix({"serve", "--home", FIRSTFIX_SOURCE_DIR, "--content", content_.path().string(), "--data",
                    other.path().string(), "--port", std::to_string(server.port())});
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_THAT(second.output, HasSubstr(std::to_string(server.port())));
  EXPECT_THAT(second.output, HasSubstr("--port"));
}

TEST_F(Serve, AMissingContentFolderAndAnImpossibleDataFolderAreSaid) {
  const Finished content = run_firstfix({"serve", "--content", "/nowhere", "--data", data_.path().string()});
  EXPECT_EQ(content.exit_code, 1);
  EXPECT_THAT(content.output, HasSubstr("/nowhere"));
  content_.write("file", "");
  const Finished data = run_firstfix(
      {"serve", "--content", content_.path().string(), "--data", (content_.path() / "file/x").string()});
  EXPECT_EQ(data.exit_code, 1);
  EXPECT_THAT(data.output, HasSubstr("--data"));
}

TEST_F(Serve, ADatabaseOfANewerVersionIsRefused) {
  { RunningServer server(content_.path(), data_.path()); }
  const std::string database = (data_.path() / "firstfix.db").string();
  const Finished changed = run_program(
      "/usr/bin/sqlite3", {database, "insert into schema_version (version, name) values (999, 'later')"});
  ASSERT_EQ(changed.exit_code, 0) << changed.output;
  const Finished refused =
      run_firstfix({"serve", "--home", FIRSTFIX_SOURCE_DIR, "--content", content_.path().string(), "--data",
                    data_.path().string(), "--port", "0"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.output, HasSubstr("999"));
}

}  // namespace
}  // namespace firstfix::test
