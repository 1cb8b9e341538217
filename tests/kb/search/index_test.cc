// SPDX-License-Identifier: GPL-3.0-or-later
// The index as files: building, opening, damage, threads.
#include "kb/search/index.h"

#include <atomic>
#include <csignal>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "tests/kb/search/sample_library.h"

namespace firstfix::search {
namespace {

namespace fs = std::filesystem;
using testing::BuiltIndex;
using ::testing::HasSubstr;
using testing::make_case;
using ::testing::Not;
using testing::sample_library;
using testing::TemporaryFolder;

class IndexFiles : public ::testing::Test {
 protected:
  void build() { ASSERT_TRUE(Index::build(folder_, library_)); }
  Code open_error() {
    auto opened = Index::open(folder_, library_);
    return opened ? Code::internal : opened.error().code;
  }

  const TemporaryFolder temporary_;
  const fs::path folder_ = temporary_.path() / "new" / "index";
  const Library library_ = sample_library();
};

TEST_F(IndexFiles, RememberTheLibraryTheyWereBuiltFrom) {
  build();
  auto opened = Index::open(folder_, library_);
  ASSERT_TRUE(opened);
  EXPECT_EQ((*opened)->fingerprint(), 0xfeedU);
}

TEST_F(IndexFiles, HoldNothingButTheIndex) {
  build();
  for (const auto& entry : fs::directory_iterator(folder_))
    EXPECT_TRUE(entry.is_regular_file()) << entry.path();
}

TEST_F(IndexFiles, OfAnEmptyLibraryFindNothing) {
  const BuiltIndex empty{Library{}};
  EXPECT_TRUE(empty.ids("光猫").empty());
  Query all;
  all.count_facets = true;
  EXPECT_EQ(empty.search(all).total, 0U);
}

TEST_F(IndexFiles, AreNotWrittenOverAnExistingFolder) {
  fs::create_directories(folder_);
  auto built = Index::build(folder_, library_);
  ASSERT_FALSE(built);
  EXPECT_EQ(built.error().code, Code::conflict);
  EXPECT_THAT(built.error().message, HasSubstr(folder_.string()));
}

TEST_F(IndexFiles, InAPlaceThatCannotBeWrittenAreUnavailable) {
  std::ofstream(temporary_.path() / "file") << "in the way";
  auto built = Index::build(temporary_.path() / "file" / "index", library_);
  ASSERT_FALSE(built);
  EXPECT_EQ(built.error().code, Code::unavailable);
  EXPECT_THAT(built.error().hint, Not(::testing::IsEmpty()));
}

// A file size limit fails writes as a full disk does.
TEST_F(IndexFiles, OnAFullDiskAreUnavailableAndLeaveNothingBehind) {
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit full{4096, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &full);
  auto built = Index::build(folder_, library_);
  ::setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_FALSE(built);
  EXPECT_EQ(built.error().code, Code::unavailable);
  EXPECT_THAT(built.error().hint, HasSubstr("space"));
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(IndexFiles, ThatAreMissingAreNotFound) {
  EXPECT_EQ(open_error(), Code::not_found);
  fs::create_directories(folder_);
  EXPECT_EQ(open_error(), Code::not_found);
}

TEST_F(IndexFiles, ThatAreDamagedAreUnavailable) {
  build();
  std::ofstream(folder_ / "iamglass", std::ios::trunc) << "no index";
  EXPECT_EQ(open_error(), Code::unavailable);
}

TEST_F(IndexFiles, ThatAreCutShortAreUnavailable) {
  build();
  fs::resize_file(folder_ / "postlist.glass", 100);
  EXPECT_EQ(open_error(), Code::unavailable);
}

TEST_F(IndexFiles, KeepCasesWithLongNamesAndConditions) {
  Library library;
  auto article = make_case("a", "断网");
  article->category = std::string(500, 'c');
  article->conditions = {{std::string(300, 'f'), {std::string(300, 'v')}}};
  library.cases = {article};
  EXPECT_EQ(BuiltIndex(library).ids("断网").size(), 1U);
}

TEST_F(IndexFiles, AreSearchedFromManyThreadsAtOnce) {
  const BuiltIndex index(library_);
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 50; ++round) right += index.ids("光猫红灯").at(0) == "modem-red" ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 16 * 50);
}

}  // namespace
}  // namespace firstfix::search
