// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/picture_reader.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kb/content/library_loader.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/small_content.h"

namespace firstfix::content {
namespace {

using testing::HasSubstr;

constexpr std::string_view kGood =
    "- id: bars\n  alt: 一格\n  alt_en: One bar\n  when: {coverage: [weak]}\n- id: tray\n  alt: 卡托\n  "
    "alt_en: Tray\n";

class PicturesTest : public testing::Test {
 protected:
  PicturesTest() {
    test::write_small_content(content_);
    content_.write("pictures.yaml", kGood);
  }
  void name_in_case(const std::string& pictures) {
    std::string text = test::case_text({"tray", "卡放反了", "不读卡, 卡放反了"});
    text.insert(text.find("symptoms:"), "pictures: " + pictures + "\n");
    content_.write("cases/network/tray.md", text);
  }
  std::shared_ptr<const Library> load() {
    LibraryLoader loader(content_.path(), last_good_.path());
    return *loader.load();
  }
  test::ScratchFolder content_;
  test::ScratchFolder last_good_;
};

TEST_F(PicturesTest, ACaseShowsThoseThatNoKnownFactSpeaksAgainst) {
  name_in_case("[tray, bars]");
  const auto library = load();
  ASSERT_TRUE(library->problems.empty()) << to_string(library->problems.front());
  const CasePtr article = library->find("tray");
  FactSet facts;
  EXPECT_EQ(library->pictures_of(*article, facts).size(), 2U) << "nothing is known";
  facts.put({"coverage", "weak", "coverage", ""});
  ASSERT_EQ(library->pictures_of(*article, facts).size(), 2U);
  EXPECT_EQ(library->pictures_of(*article, facts)[1]->alt_en, "One bar");
  facts.put({"coverage", "good", "coverage", ""});
  ASSERT_EQ(library->pictures_of(*article, facts).size(), 1U);
  EXPECT_EQ(library->pictures_of(*article, facts)[0]->id, "tray");
}

TEST_F(PicturesTest, AnUnknownPictureIsAnErrorAtItsPlaceWithTheNearestName) {
  name_in_case("[tray, bar]");
  const auto library = load();
  ASSERT_EQ(library->problems.size(), 1U);
  EXPECT_EQ(to_string(library->problems.front()).find("cases/network/tray.md:10:18: 没有“bar”这张图"), 0U)
      << to_string(library->problems.front());
  EXPECT_THAT(library->problems.front().hint, HasSubstr("bars"));
}

TEST_F(PicturesTest, WithoutTheFileEveryPictureIsUnknown) {
  name_in_case("[tray]");
  std::filesystem::remove(content_.path() / "pictures.yaml");
  EXPECT_THAT(to_string(load()->problems.front()), HasSubstr("pictures.yaml"));
}

TEST_F(PicturesTest, ABrokenListIsReportedAndBlamesNoCase) {
  name_in_case("[tray]");
  for (const auto& [yaml, named] : std::vector<std::pair<std::string, std::string>>{
           {"a: b\n", "列表"},
           {"- id: tray\n  alt: 卡托\n", "alt_en"},
           {"- id: tray\n  alt: 卡托\n  alt_en: T\n  when: {coverage: [odd]}\n", "odd"},
           {"- id: tray\n  alt: a\n  alt_en: a\n- id: tray\n  alt: a\n  alt_en: a\n", "重复"}}) {
    content_.write("pictures.yaml", yaml);
    const auto library = load();
    ASSERT_EQ(library->problems.size(), 1U) << yaml;
    EXPECT_THAT(to_string(library->problems.front()), HasSubstr(named));
    EXPECT_EQ(library->problems.front().at.file, "pictures.yaml");
  }
}

TEST(Pictures, EachInTheContentHasItsDrawing) {
  const std::filesystem::path sources = FIRSTFIX_SOURCE_DIR;
  test::ScratchFolder last_good;
  LibraryLoader loader(sources / "content", last_good.path());
  const auto library = *loader.load();
  ASSERT_FALSE(library->pictures.empty());
  for (const Picture& picture : library->pictures)
    EXPECT_TRUE(std::filesystem::exists(sources / "static/pictures" / (picture.id + ".svg"))) << picture.id;
}

}  // namespace
}  // namespace firstfix::content
