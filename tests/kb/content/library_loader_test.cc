// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/library_loader.h"

#include <chrono>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kb/content/sample.h"

namespace firstfix::content {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr const char* kCase = "cases/network/weak-indoor-voice.md";

std::vector<std::string> all(const std::vector<Problem>& problems) {
  std::vector<std::string> lines;
  for (const Problem& problem : problems) lines.push_back(to_string(problem));
  return lines;
}

std::shared_ptr<const Library> load(LibraryLoader& loader) {
  auto library = loader.load();
  if (!library) throw std::runtime_error(library.error().message);
  return *library;
}

std::string with_id(std::string_view id) {
  return replaced(kSampleCase, "id: weak-indoor-voice", "id: " + std::string(id));
}

class LibraryLoaderTest : public testing::Test {
 protected:
  void SetUp() override { folder_.write_sample(); }

  fs::path root() const { return folder_.path(); }
  std::string title_of(const Library& library) const {
    const CasePtr article = library.find("weak-indoor-voice");
    return article == nullptr ? "" : article->title;
  }

  ScratchFolder folder_;
};

// Shipped content is content that loads.
TEST(LibraryLoader, LoadsTheRepositorysContentWithoutAProblem) {
  LibraryLoader loader(fs::path(FIRSTFIX_SOURCE_DIR) / "content");
  const auto library = load(loader);
  EXPECT_THAT(all(library->problems), IsEmpty());
  EXPECT_GE(library->cases.size(), 80U);
}

TEST_F(LibraryLoaderTest, LoadsCasesOrderedById) {
  folder_.write("cases/network/b.md", with_id("zz"));
  folder_.write("cases/network/c.md", with_id("aa"));
  LibraryLoader loader(root());
  const auto library = load(loader);
  std::vector<std::string> ids;
  for (const CasePtr& article : library->cases) ids.push_back(article->id);
  EXPECT_THAT(ids, ElementsAre("aa", "weak-indoor-voice", "zz"));
  EXPECT_EQ(library->lexicon.entries.size(), 2U);
  EXPECT_THAT(all(library->problems), IsEmpty());
}

TEST_F(LibraryLoaderTest, GivesTheSamePointerWhileNothingChanges) {
  LibraryLoader loader(root());
  const auto first = load(loader);
  EXPECT_EQ(load(loader), first);
  fs::last_write_time(root() / kCase, fs::file_time_type::clock::now() + std::chrono::hours(1));
  EXPECT_EQ(load(loader), first) << "touched, not changed";
}

TEST_F(LibraryLoaderTest, SeesAChangeOfTheSameSizeAndTime) {
  LibraryLoader loader(root());
  load(loader);
  load(loader);
  const auto time = fs::last_write_time(root() / kCase);
  folder_.write(kCase, replaced(kSampleCase, "通话断续\n", "通话中断\n"));
  fs::last_write_time(root() / kCase, time);
  EXPECT_EQ(title_of(*load(loader)), "室内信号弱，通话中断");
}

TEST_F(LibraryLoaderTest, SharesTheCasesThatDidNotChange) {
  folder_.write("cases/network/other.md", with_id("other"));
  LibraryLoader loader(root());
  const auto before = load(loader);
  folder_.write(kCase, replaced(kSampleCase, "通话断续\n", "听不清\n"));
  const auto after = load(loader);
  EXPECT_NE(before->fingerprint, after->fingerprint);
  EXPECT_EQ(before->find("other"), after->find("other"));
  EXPECT_NE(before->find("weak-indoor-voice"), after->find("weak-indoor-voice"));
  folder_.write("facts.yaml", std::string(kSampleFacts) + "# 注\n");
  EXPECT_EQ(load(loader)->find("other"), before->find("other")) << "checked again, yet the same";
}

TEST_F(LibraryLoaderTest, FollowsFilesThatComeAndGo) {
  LibraryLoader loader(root());
  const auto before = load(loader);
  folder_.write("cases/account/new.md",
                replaced(with_id("new"), "category: network/indoor", "category: account/billing"));
  EXPECT_NE(load(loader)->find("new"), nullptr);
  fs::remove(root() / "cases/account/new.md");
  const auto after = load(loader);
  EXPECT_EQ(after->find("new"), nullptr);
  EXPECT_EQ(after->fingerprint, before->fingerprint);
}

TEST_F(LibraryLoaderTest, ReportsTheProblemsOfAllFilesInOnePassInOrder) {
  folder_.write("lexicon.yaml", "- terms: x\n");
  folder_.write(kCase,
                replaced(replaced(kSampleCase, "kind: script", "kind: x"), "{{area}}信号", "{{aera}}信号"));
  folder_.write("cases/network/a.md", "没有开头");
  LibraryLoader loader(root());
  const auto library = load(loader);
  EXPECT_THAT(all(library->problems),
              ElementsAre(StartsWith("cases/network/a.md:1:1: 文件开头没有 ---"),
                          StartsWith("cases/network/weak-indoor-voice.md:4:7: 没有“x”这个值"),
                          StartsWith("cases/network/weak-indoor-voice.md:40:5: 没有“aera”这个事实"),
                          StartsWith("lexicon.yaml:1:3: 没有“terms”这个键"),
                          StartsWith("lexicon.yaml:1:3: 缺少 term")));
  EXPECT_THAT(library->cases, IsEmpty());
}

TEST_F(LibraryLoaderTest, NamesBothPlacesOfADoubledId) {
  folder_.write("cases/network/zzz.md", kSampleCase);
  LibraryLoader loader(root());
  const auto library = load(loader);
  EXPECT_THAT(all(library->problems), ElementsAre("cases/network/zzz.md:2:5: id weak-indoor-voice 重复，"
                                                  "cases/network/weak-indoor-voice.md:2:5 已经用了 "
                                                  "(新案例换一个 id；如果是同一个案例，只留一个文件)"));
  ASSERT_EQ(library->cases.size(), 1U);
  EXPECT_EQ(library->cases[0]->path, kCase);
}

TEST_F(LibraryLoaderTest, LetsACopyNotTakeTheIdOfTheCaseItWasCopiedFrom) {
  LibraryLoader loader(root());
  load(loader);
  folder_.write("cases/network/aaa.md", replaced(kSampleCase, "通话断续\n", "抄来的\n"));
  const auto library = load(loader);
  EXPECT_EQ(title_of(*library), "室内信号弱，通话断续");
  EXPECT_THAT(all(library->problems),
              ElementsAre(StartsWith("cases/network/aaa.md:2:5: id weak-indoor-voice")));
  fs::remove(root() / kCase);
  const auto moved = load(loader);
  EXPECT_EQ(title_of(*moved), "室内信号弱，抄来的");
  EXPECT_THAT(all(moved->problems), IsEmpty());
}

TEST_F(LibraryLoaderTest, KeepsTheOldIdOfAFileThatTakesAnothersId) {
  folder_.write("cases/network/other.md", with_id("other"));
  LibraryLoader loader(root());
  load(loader);
  folder_.write("cases/network/other.md", kSampleCase);
  const auto library = load(loader);
  EXPECT_EQ(library->problems.size(), 1U);
  ASSERT_EQ(library->cases.size(), 2U);
  EXPECT_EQ(library->find("other")->path, "cases/network/other.md");
}

TEST_F(LibraryLoaderTest, ServesTheLastGoodVersionOfABrokenCase) {
  LibraryLoader loader(root());
  const auto good = load(loader);
  folder_.write(kCase, replaced(kSampleCase, "kind: script", "kind: x"));
  const auto broken = load(loader);
  EXPECT_EQ(broken->find("weak-indoor-voice"), good->find("weak-indoor-voice"));
  EXPECT_EQ(broken->problems.size(), 1U);
  EXPECT_EQ(broken->fingerprint, good->fingerprint) << "the same is served";
  EXPECT_EQ(load(loader), broken);
  folder_.write(kCase, replaced(kSampleCase, "通话断续\n", "修好了\n"));
  const auto mended = load(loader);
  EXPECT_EQ(title_of(*mended), "室内信号弱，修好了");
  EXPECT_THAT(all(mended->problems), IsEmpty());
}

TEST_F(LibraryLoaderTest, ServesTheLastGoodVersionAfterARestart) {
  const ScratchFolder last_good;
  std::uint64_t fingerprint = 0;
  {
    LibraryLoader loader(root(), last_good.path() / "kept");
    fingerprint = load(loader)->fingerprint;
  }
  folder_.write(kCase, "kaputt");
  folder_.write("facts.yaml", "kaputt: [");
  folder_.write("lexicon.yaml", "kaputt: [");
  fs::remove(root() / "taxonomy.yaml");
  LibraryLoader loader(root(), last_good.path() / "kept");
  const auto library = load(loader);
  EXPECT_EQ(title_of(*library), "室内信号弱，通话断续");
  EXPECT_EQ(library->facts.all().size(), 4U);
  EXPECT_EQ(library->lexicon.entries.size(), 2U);
  EXPECT_EQ(library->fingerprint, fingerprint);
  EXPECT_THAT(all(library->problems),
              ElementsAre(StartsWith("cases/network/weak-indoor-voice.md:1:1: 文件开头没有 ---"),
                          StartsWith("facts.yaml:1:10: YAML 写法不对"),
                          StartsWith("lexicon.yaml:1:10: YAML 写法不对"),
                          StartsWith("taxonomy.yaml:1:1: 没有这个文件")));
}

TEST_F(LibraryLoaderTest, ForgetsACaseThatWasDeleted) {
  const ScratchFolder last_good;
  {
    LibraryLoader loader(root(), last_good.path());
    load(loader);
    fs::remove(root() / kCase);
    load(loader);
  }
  folder_.write(kCase, "kaputt");
  LibraryLoader loader(root(), last_good.path());
  EXPECT_THAT(load(loader)->cases, IsEmpty());
}

TEST_F(LibraryLoaderTest, SaysWhenCopiesCannotBeKept) {
  folder_.write("data", "a file where a folder should be");
  LibraryLoader loader(root(), root() / "data");
  const auto library = load(loader);
  EXPECT_EQ(library->cases.size(), 1U);
  EXPECT_THAT(all(library->problems), ElementsAre(HasSubstr("data:1:1: 有 4 个文件的备份写不进去")));
  fs::remove(root() / "data");
  EXPECT_THAT(all(load(loader)->problems), IsEmpty());
  EXPECT_TRUE(fs::exists(root() / "data" / kCase));
}

TEST_F(LibraryLoaderTest, KeepsTheVocabularyWhileItsFileIsBroken) {
  LibraryLoader loader(root());
  const auto good = load(loader);
  folder_.write("facts.yaml", replaced(kSampleFacts, "id: place", "id: area"));
  folder_.write("cases/network/new.md", with_id("new"));
  const auto library = load(loader);
  EXPECT_EQ(library->facts.all().size(), 4U);
  EXPECT_NE(library->facts.find("place"), nullptr);
  EXPECT_NE(library->find("new"), nullptr);
  EXPECT_EQ(library->find("weak-indoor-voice"), good->find("weak-indoor-voice"));
  EXPECT_THAT(all(library->problems), ElementsAre(StartsWith("facts.yaml:22:7: 事实 area 重复")));
}

TEST_F(LibraryLoaderTest, ServesNoUncheckedCaseWhenTheVocabularyWasNeverGood) {
  folder_.write("facts.yaml", "- id: [\n");
  LibraryLoader loader(root());
  const auto library = load(loader);
  EXPECT_THAT(library->cases, IsEmpty());
  EXPECT_THAT(all(library->problems), ElementsAre(StartsWith("facts.yaml:2:1: YAML 写法不对")));
  folder_.write("facts.yaml", kSampleFacts);
  EXPECT_EQ(load(loader)->cases.size(), 1U);
}

TEST_F(LibraryLoaderTest, ChecksTheCasesAnewWhenAFactGoes) {
  LibraryLoader loader(root());
  load(loader);
  folder_.write("facts.yaml", replaced(kSampleFacts, "- id: area", "- id: district"));
  const auto library = load(loader);
  EXPECT_THAT(library->cases, IsEmpty()) << "its reply would have a hole";
  EXPECT_THAT(all(library->problems),
              ElementsAre(HasSubstr(":36:4: 没有“area”这个事实"), HasSubstr(":40:5: 没有“area”这个事实")));
  folder_.write("facts.yaml", kSampleFacts);
  EXPECT_EQ(load(loader)->cases.size(), 1U);
}

TEST_F(LibraryLoaderTest, KeepsEverythingWhileTheFolderIsGone) {
  LibraryLoader loader(root());
  const auto good = load(loader);
  fs::rename(root() / "cases", root() / "away");
  const auto library = load(loader);
  EXPECT_EQ(library->cases, good->cases);
  EXPECT_THAT(all(library->problems), ElementsAre(HasSubstr("没有内容文件夹，或者里面没有 cases")));
  fs::rename(root() / "away", root() / "cases");
  EXPECT_THAT(all(load(loader)->problems), IsEmpty());
}

TEST(LibraryLoader, NamesWhatIsMissingAtTheFirstLoad) {
  const ScratchFolder folder;
  LibraryLoader nothing(folder.path() / "no");
  EXPECT_EQ(nothing.load().error().code, Code::not_found);
  folder.write_sample();
  fs::remove(folder.path() / "taxonomy.yaml");
  LibraryLoader loader(folder.path());
  const auto library = loader.load();
  ASSERT_FALSE(library);
  EXPECT_EQ(library.error().code, Code::not_found);
  EXPECT_THAT(library.error().message, HasSubstr("taxonomy.yaml：没有这个文件"));
  folder.write("taxonomy.yaml", kSampleTaxonomy);
  EXPECT_EQ(load(loader)->cases.size(), 1U);
}

TEST_F(LibraryLoaderTest, FollowsLinksOnlyWithinTheFolder) {
  const ScratchFolder outside;
  outside.write("secret.md", with_id("secret"));
  folder_.write("drafts/inside.md", with_id("inside"));
  fs::create_symlink(outside.path() / "secret.md", root() / "cases/network/secret.md");
  fs::create_symlink("../../drafts/inside.md", root() / "cases/network/inside.md");
  fs::create_symlink("nowhere.md", root() / "cases/network/dangling.md");
  fs::create_directory_symlink("..", root() / "cases/network/loop");
  LibraryLoader loader(root());
  const auto library = load(loader);
  EXPECT_EQ(library->find("secret"), nullptr);
  EXPECT_NE(library->find("inside"), nullptr);
  EXPECT_THAT(all(library->problems),
              ElementsAre("cases/network/dangling.md:1:1: 链接指向的文件不存在 (改正链接，或者换成文件本身)",
                          "cases/network/loop:1:1: 不能用指向文件夹的链接 (把文件夹本身放在这里)",
                          "cases/network/secret.md:1:1: 链接指到内容文件夹外面 (把文件本身放进来)"));
}

TEST_F(LibraryLoaderTest, PassesOverEditorsFilesAndNamesWrongExtensions) {
  for (const char* name : {".hidden.md", "#draft.md", "x.md~", "notes.txt"}) {
    folder_.write(fs::path("cases/network") / name, "kaputt");
  }
  folder_.write("cases/network/upper.MD", kSampleCase);
  LibraryLoader loader(root());
  EXPECT_THAT(all(load(loader)->problems),
              ElementsAre("cases/network/upper.MD:1:1: 扩展名 .MD 不会读 (把扩展名改成 .md)"));
}

TEST_F(LibraryLoaderTest, ReportsNamesThatAreNotUtf8AsTextThatIs) {
  folder_.write("cases/network/\xCA\xD2.md", kSampleCase);
  LibraryLoader loader(root());
  EXPECT_THAT(all(load(loader)->problems),
              ElementsAre(StartsWith("cases/network/??.md:1:1: 文件名不是 UTF-8")));
}

TEST_F(LibraryLoaderTest, ReportsAHugeFileWithoutReadingItAll) {
  folder_.write("cases/network/huge.md", "");
  fs::resize_file(root() / "cases/network/huge.md", std::uintmax_t{1} << 40U);  // sparse
  LibraryLoader loader(root());
  EXPECT_THAT(all(load(loader)->problems),
              ElementsAre(StartsWith("cases/network/huge.md:1:1: 文件超过 64 KiB")));
}

}  // namespace
}  // namespace firstfix::content
