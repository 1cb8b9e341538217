// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/knowledge.h"

#include <chrono>
#include <thread>

#include <gtest/gtest.h>

#include "tests/support/scratch_folder.h"
#include "tests/support/small_content.h"

namespace firstfix::service {
namespace {

namespace fs = std::filesystem;

class KnowledgeTest : public testing::Test {
 protected:
  void SetUp() override {
    test::write_small_content(content_);
    knowledge_ = std::move(*Knowledge::open(content_.path(), data_.path()));
  }
  std::size_t hits(const std::string& text) const {
    search::Query query;
    query.text = text;
    return knowledge_->snapshot()->index->search(query)->hits.size();
  }
  std::size_t index_folders() const {
    const fs::directory_iterator all(data_.path() / "index");
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }

  test::ScratchFolder content_;
  test::ScratchFolder data_;
  std::unique_ptr<Knowledge> knowledge_;
};

TEST_F(KnowledgeTest, NothingNewIsNoChange) {
  const SnapshotPtr before = knowledge_->snapshot();
  EXPECT_FALSE(*knowledge_->refresh());
  EXPECT_EQ(knowledge_->snapshot(), before);
}

TEST_F(KnowledgeTest, ANewCaseIsFoundAfterARefreshAndTheOldIndexGoes) {
  EXPECT_EQ(hits("地铁"), 0U);
  test::write_case(content_, {"metro", "地铁里信号断", "坐地铁没网", "", "place"});
  EXPECT_TRUE(*knowledge_->refresh());
  EXPECT_EQ(hits("地铁"), 1U);
  EXPECT_EQ(index_folders(), 1U);
}

TEST_F(KnowledgeTest, ARequestKeepsItsSnapshotThroughASwap) {
  const SnapshotPtr held = knowledge_->snapshot();
  test::write_case(content_, {"metro", "地铁里信号断", "坐地铁没网", "", "place"});
  ASSERT_TRUE(*knowledge_->refresh());
  search::Query query;
  query.text = "电梯";
  EXPECT_EQ(held->index->search(query)->hits.size(), 1U);
  EXPECT_EQ(held->library->cases.size(), 3U);
}

TEST_F(KnowledgeTest, ABrokenFileKeepsItsLastGoodVersionAndIsAProblem) {
  content_.write("cases/network/elevator.md", "---\nid: elevator\n");
  ASSERT_TRUE(*knowledge_->refresh());
  const auto library = knowledge_->snapshot()->library;
  ASSERT_NE(library->find("elevator"), nullptr);
  EXPECT_FALSE(library->problems.empty());
  EXPECT_EQ(hits("电梯"), 1U);
}

TEST_F(KnowledgeTest, ALastGoodVersionSurvivesARestart) {
  content_.write("cases/network/elevator.md", "---\nid: elevator\n");
  ASSERT_TRUE(*knowledge_->refresh());
  knowledge_.reset();
  knowledge_ = std::move(*Knowledge::open(content_.path(), data_.path()));
  EXPECT_NE(knowledge_->snapshot()->library->find("elevator"), nullptr);
  EXPECT_FALSE(knowledge_->snapshot()->library->problems.empty());
}

TEST_F(KnowledgeTest, ARestartOpensTheIndexThatIsThere) {
  const fs::path folder = knowledge_->snapshot()->folder->path();
  const auto written = fs::last_write_time(folder);
  knowledge_.reset();
  knowledge_ = std::move(*Knowledge::open(content_.path(), data_.path()));
  EXPECT_EQ(knowledge_->snapshot()->folder->path(), folder);
  EXPECT_EQ(fs::last_write_time(folder), written);
}

TEST_F(KnowledgeTest, ADamagedIndexIsBuiltAgain) {
  const fs::path folder = knowledge_->snapshot()->folder->path();
  knowledge_.reset();
  for (const auto& entry : fs::directory_iterator(folder)) fs::resize_file(entry.path(), 10);
  knowledge_ = std::move(*Knowledge::open(content_.path(), data_.path()));
  EXPECT_EQ(hits("电梯"), 1U);
}

TEST_F(KnowledgeTest, ContentThatGoesBackIsServedAgain) {
  const SnapshotPtr first = knowledge_->snapshot();
  test::write_case(content_, {"metro", "地铁里信号断", "坐地铁没网", "", "place"});
  ASSERT_TRUE(*knowledge_->refresh());
  fs::remove(content_.path() / "cases/network/metro.md");
  ASSERT_TRUE(*knowledge_->refresh());
  EXPECT_EQ(hits("地铁"), 0U);
  EXPECT_EQ(hits("电梯"), 1U);
}

TEST_F(KnowledgeTest, TheWatcherPicksUpAChange) {
  const KnowledgeWatcher watcher(*knowledge_, [](const Error& error) { ADD_FAILURE() << error.message; });
  test::write_case(content_, {"metro", "地铁里信号断", "坐地铁没网", "", "place"});
  for (int i = 0; i < 200 && hits("地铁") == 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_EQ(hits("地铁"), 1U);
}

TEST(Knowledge, AMissingContentFolderIsNamed) {
  const test::ScratchFolder data;
  const auto opened = Knowledge::open("/nowhere/content", data.path());
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().message.find("/nowhere/content"), std::string::npos);
}

TEST(Knowledge, ADataFolderThatCannotBeMadeIsNamed) {
  const test::ScratchFolder content;
  test::write_small_content(content);
  content.write("file", "");
  const auto opened = Knowledge::open(content.path(), content.path() / "file" / "data");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Code::unavailable);
  EXPECT_NE(opened.error().hint.find("--data"), std::string::npos);
}

}  // namespace
}  // namespace firstfix::service
