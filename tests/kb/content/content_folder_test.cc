// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/content_folder.h"

#include <array>
#include <chrono>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "tests/support/scratch_folder.h"

namespace firstfix::content {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

// Counts how often the files of one folder are opened.
class Opened {
 public:
  explicit Opened(const fs::path& folder) : notes_(inotify_init1(IN_NONBLOCK)) {
    inotify_add_watch(notes_, folder.c_str(), IN_OPEN);
  }
  ~Opened() { close(notes_); }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;

  // Since the last call. Opening the folder itself, to list it, has no name.
  int files() {
    int files = 0;
    alignas(inotify_event) std::array<char, 4096> buffer{};
    for (ssize_t size = 0; (size = ::read(notes_, buffer.data(), buffer.size())) > 0;) {
      for (const char* at = buffer.data(); at < buffer.data() + size;) {
        const auto* event = reinterpret_cast<const inotify_event*>(at);
        if (event->len > 0) ++files;
        at += sizeof(inotify_event) + event->len;
      }
    }
    return files;
  }

 private:
  int notes_;
};

class ContentFolderTest : public testing::Test {
 protected:
  ContentFolderTest() {
    for (const char* name : {"a", "b"}) scratch_.write(path_of(name), name);
  }

  static std::string path_of(const std::string& name) { return "cases/network/" + name + ".md"; }
  fs::path in_scratch(const std::string& name) const { return scratch_.path() / path_of(name); }
  // A folder whose looks take place so long after the files were written, however slow the machine is.
  ContentFolder later(seconds by) const {
    return {scratch_.path(), [at = written_ + by] { return at; }};
  }
  static std::string text(const ContentFolder& folder, const std::string& name) {
    const ContentFile* file = folder.find(path_of(name));
    return file != nullptr && file->text ? *file->text : "nothing";
  }

  const Timestamp written_ = system_clock()();
  test::ScratchFolder scratch_;
};

TEST_F(ContentFolderTest, ReadsAFileThatChangedLongAgoOnce) {
  ContentFolder folder = later(seconds(60));
  Opened opened(scratch_.path() / "cases/network");
  EXPECT_TRUE(folder.refresh().value());
  EXPECT_EQ(opened.files(), 2);
  EXPECT_FALSE(folder.refresh().value());
  EXPECT_EQ(opened.files(), 0);
}

TEST_F(ContentFolderTest, ReadsAFileThatHasJustChangedOnceMore) {
  ContentFolder folder = later(seconds(0));
  Opened opened(scratch_.path() / "cases/network");
  ASSERT_TRUE(folder.refresh().value());
  EXPECT_EQ(opened.files(), 2);
  EXPECT_FALSE(folder.refresh().value());
  EXPECT_EQ(opened.files(), 2) << "a write in the clock tick of the first reading would not show";
  EXPECT_FALSE(folder.refresh().value());
  EXPECT_EQ(opened.files(), 0);
}

// Tools that copy set the modification time: only the change time tells when.
TEST_F(ContentFolderTest, DoesNotBelieveTheTimeThatACopyingToolSets) {
  fs::last_write_time(in_scratch("a"), fs::file_time_type::clock::now() - std::chrono::hours(1));
  ContentFolder folder = later(seconds(0));
  ASSERT_TRUE(folder.refresh().value());
  Opened opened(scratch_.path() / "cases/network");
  EXPECT_FALSE(folder.refresh().value());
  EXPECT_EQ(opened.files(), 2);
}

// A link through another one, which first leads out of the folder and then to the same file within it.
TEST_F(ContentFolderTest, TriesAgainWhatCouldNotBeReadThoughItsStampIsTheSame) {
  const fs::path out = scratch_.path() / "out";
  const fs::path hub = out / "hub";
  fs::create_directories(out / "cases");
  fs::create_hard_link(in_scratch("a"), out / "cases" / "a.md");
  fs::create_directory_symlink(out / "cases", hub);
  scratch_.write("in/cases/network/own.md", "own");
  fs::create_hard_link(in_scratch("a"), scratch_.path() / "in/cases/a.md");
  fs::create_symlink(hub / "a.md", scratch_.path() / "in/cases/network/link.md");
  ContentFolder folder(scratch_.path() / "in", [at = written_ + seconds(60)] { return at; });
  ASSERT_TRUE(folder.refresh().value());
  ASSERT_EQ(text(folder, "link"), "nothing");
  fs::remove(hub);
  fs::create_directory_symlink(scratch_.path() / "in/cases", hub);
  EXPECT_TRUE(folder.refresh().value());
  EXPECT_EQ(text(folder, "link"), "a");
}

TEST_F(ContentFolderTest, SeesWhatCameWentAndChanged) {
  ContentFolder folder = later(seconds(60));
  ASSERT_TRUE(folder.refresh().value());
  scratch_.write(path_of("a"), "another");
  EXPECT_TRUE(folder.refresh().value());
  EXPECT_EQ(text(folder, "a"), "another");
  scratch_.write(path_of("c"), "c");
  EXPECT_TRUE(folder.refresh().value());
  EXPECT_EQ(text(folder, "c"), "c");
  fs::remove(in_scratch("b"));
  EXPECT_TRUE(folder.refresh().value());
  EXPECT_EQ(folder.find(path_of("b")), nullptr);
  EXPECT_EQ(folder.files().size(), 2U);
  fs::rename(in_scratch("c"), in_scratch("d"));
  EXPECT_TRUE(folder.refresh().value()) << "one came and one went";
}

}  // namespace
}  // namespace firstfix::content
