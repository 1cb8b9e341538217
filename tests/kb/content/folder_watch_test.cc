// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/folder_watch.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "tests/support/scratch_folder.h"

namespace firstfix::content {
namespace {

namespace fs = std::filesystem;

class FolderWatchTest : public testing::Test {
 protected:
  FolderWatchTest() { scratch_.write("content/cases/network/a.md", "a"); }

  fs::path content() const { return scratch_.path() / "content"; }

  test::ScratchFolder scratch_;
};

TEST_F(FolderWatchTest, IsSilentWhileNothingHappens) {
  FolderWatch watch(content());
  EXPECT_FALSE(watch.changed());
  EXPECT_FALSE(watch.changed());
}

TEST_F(FolderWatchTest, NotesAFileWrittenMovedOrRemoved) {
  FolderWatch watch(content());
  scratch_.write("content/cases/network/a.md", "b");
  EXPECT_TRUE(watch.changed());
  EXPECT_FALSE(watch.changed()) << "each change is told once";
  fs::rename(content() / "cases/network/a.md", content() / "cases/network/b.md");
  EXPECT_TRUE(watch.changed());
  fs::remove(content() / "cases/network/b.md");
  EXPECT_TRUE(watch.changed());
}

TEST_F(FolderWatchTest, NotesWhatHappensInAFolderThatIsNew) {
  FolderWatch watch(content());
  scratch_.write("content/cases/billing/first.md", "a");
  EXPECT_TRUE(watch.changed());
  scratch_.write("content/cases/billing/second.md", "b");
  EXPECT_TRUE(watch.changed());
}

TEST_F(FolderWatchTest, NotesThatTheFolderItselfWasExchanged) {
  scratch_.write("next/cases/network/b.md", "b");
  fs::create_directory_symlink(content(), scratch_.path() / "live");
  fs::create_directory_symlink(scratch_.path() / "next", scratch_.path() / "other");
  FolderWatch watch(scratch_.path() / "live");
  fs::rename(scratch_.path() / "other", scratch_.path() / "live");
  EXPECT_TRUE(watch.changed());
  scratch_.write("next/cases/network/c.md", "c");
  EXPECT_TRUE(watch.changed()) << "the new folder is watched now";
}

TEST_F(FolderWatchTest, DoesNotMindItsNeighbours) {
  FolderWatch watch(content());
  scratch_.write("beside.txt", "a");
  EXPECT_FALSE(watch.changed());
}

}  // namespace
}  // namespace firstfix::content
