// SPDX-License-Identifier: GPL-3.0-or-later
// What the README promises: the demo number, the symptom, the answer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/server/commands/program.h"
#include "tests/support/raw_http.h"
#include "tests/support/scratch_folder.h"

namespace firstfix::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class Demo : public testing::Test {
 protected:
  void SetUp() override {
    const Finished loaded = run_program(FIRSTFIX_SOURCE_DIR "/server/demo/load",
                                        {FIRSTFIX_PROGRAM, "--data", data_.path().string()});
    ASSERT_EQ(loaded.exit_code, 0) << loaded.output;
    server_ = std::make_unique<RunningServer>(FIRSTFIX_SOURCE_DIR "/content", data_.path());
  }
  json resolve(const std::string& phone, const std::string& symptom) {
    const json body{{"phone", phone}, {"symptom", symptom}};
    const HttpAnswer answer = request(server_->port(), "POST", "/api/v1/resolve", body.dump());
    EXPECT_EQ(answer.status, 200) << answer.body;
    return json::parse(answer.body);
  }
  static json fact(const json& resolution, const std::string& id) {
    for (const json& fact : resolution["facts"]) {
      if (fact["id"] == id) return fact["value"];
    }
    return nullptr;
  }

  ScratchFolder data_;
  std::unique_ptr<RunningServer> server_;
};

TEST_F(Demo, WeakSignalAtHomeGetsTheIndoorCaseAndAWholeReply) {
  const json answer = resolve("138 8000 0001", "在家手机没信号，一出门就好");
  EXPECT_EQ(fact(answer, "coverage"), "weak");
  const std::string best = answer["solutions"][0]["case"];
  const json article = json::parse(request(server_->port(), "GET", "/api/v1/cases/" + best).body);
  EXPECT_EQ(article["category"], "network/indoor") << best;
  for (const json& solution : answer["solutions"]) {
    EXPECT_THAT(solution["reply"].dump() + solution["steps"].dump(), Not(HasSubstr("{{")));
  }
  EXPECT_THAT(answer["solutions"][0]["reply"]["voice"].get<std::string>(), HasSubstr("华阳街道"));
}

TEST_F(Demo, TheOtherNumbersShowWhatTheyPromise) {
  const json outage = resolve("138 8000 0002", "突然没信号了");
  EXPECT_EQ(fact(outage, "event"), "outage");
  EXPECT_EQ(outage["solutions"][0]["case"], "outage-running");
  const json old_handset = resolve("138 8000 0003", "打电话的时候上不了网");
  EXPECT_EQ(fact(old_handset, "device.volte"), "no");
}

}  // namespace
}  // namespace firstfix::test
