// SPDX-License-Identifier: GPL-3.0-or-later
// Every world in tests/worlds can be played: it names cases and facts that there are, and what the engine
// learns there is worth something.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "kb/service/simulation/simulation.h"
#include "tests/support/scratch_folder.h"

namespace firstfix::service {
namespace {

constexpr std::size_t kContacts = 400;
constexpr std::uint64_t kSeed = 7;

class WorldsTest : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const auto file = std::filesystem::path(FIRSTFIX_SOURCE_DIR) / "tests/worlds" / (GetParam() + ".yaml");
    auto opened = Simulation::open(file, scratch_.path());
    ASSERT_TRUE(opened) << opened.error().message;
    simulation_ = *std::move(opened);
  }

  Score play(const std::string& policy) const {
    return simulation_->play(policy, kContacts, kSeed, [](std::size_t) {})->all();
  }

  test::ScratchFolder scratch_;
  std::unique_ptr<Simulation> simulation_;
};

TEST_P(WorldsTest, EveryCauseHasWordsAndACure) {
  const content::World& world = simulation_->world();
  EXPECT_EQ(world.name, GetParam());
  std::set<std::string> groups;
  for (const auto& [group, texts] : world.phrases) groups.insert(group);
  std::set<std::string> said;
  for (const content::WorldCause& cause : world.causes) {
    EXPECT_GT(cause.prior, 0.0) << cause.id;
    EXPECT_FALSE(cause.says.empty()) << cause.id;
    for (const auto& [group, weight] : cause.says) {
      EXPECT_TRUE(groups.contains(group)) << cause.id << " says " << group;
      said.insert(group);
    }
    const auto best = std::ranges::max_element(cause.cured_by, {}, &std::pair<std::string, double>::second);
    ASSERT_NE(best, cause.cured_by.end()) << cause.id;
    EXPECT_GE(best->second, 0.6) << cause.id << " is cured by nothing";
  }
  EXPECT_EQ(said, groups) << "some words are nobody's";
}

TEST_P(WorldsTest, SearchBeatsChanceTheEngineSearchAndTheOracleAll) {
  const Score text = play("text");
  const Score engine = play("engine");
  EXPECT_GT(text.fcr(), play("random").fcr());
  EXPECT_GT(engine.fcr(), text.fcr());
  EXPECT_GT(engine.oracle_fcr(), engine.fcr());
  EXPECT_GT(engine.oracle_fcr(), 0.5) << "the world leaves nothing to find out";
}

TEST_P(WorldsTest, WhatIsLostIsTheGapWithoutLuck) {
  const Score random = play("random");
  const Score text = play("text");
  const Score engine = play("engine");
  EXPECT_GT(random.lost_by_ranking(), text.lost_by_ranking());
  EXPECT_GT(text.lost_by_ranking(), engine.lost_by_ranking());
  EXPECT_GT(engine.lost_by_ranking(), 0.0);
  EXPECT_GT(text.lost_by_asking(), engine.lost_by_asking()) << "search asks nothing";
  const double gap = engine.oracle_fcr() - engine.fcr();
  EXPECT_NEAR(engine.lost_by_ranking() + engine.lost_by_asking(), gap, 0.08);
}

TEST(WorldFile, APlaceIsToldOnlyByAFactThatDeterminesOthers) {
  const std::filesystem::path source = FIRSTFIX_SOURCE_DIR;
  std::ifstream stream(source / "tests/worlds/default.yaml");
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  const auto replace = [&](const std::string& part, const std::string& by) {
    ASSERT_NE(text.find(part), std::string::npos) << part;
    text.replace(text.find(part), part.size(), by);
  };
  replace("../../content", (source / "content").string());
  replace("place_fact: area", "place_fact: region");
  const test::ScratchFolder scratch;
  scratch.write("world.yaml", text);
  const auto opened = Simulation::open(scratch.path() / "world.yaml", scratch.path());
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().message.find("region determines no facts"), std::string::npos)
      << opened.error().message;
}

INSTANTIATE_TEST_SUITE_P(All, WorldsTest, testing::Values("default", "mountain", "fixed-line"),
                         [](const auto& each) {
                           std::string name = each.param;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace firstfix::service
