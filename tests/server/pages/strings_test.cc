// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/strings.h"

#include <regex>
#include <set>

#include <gmock/gmock.h>

#include "tests/server/pages/sample.h"
#include "tests/support/scratch_folder.h"

namespace firstfix::pages {
namespace {

TEST(ChooseLanguage, TheSwitchBeatsTheBrowserAndTheBrowserBeatsChinese) {
  EXPECT_EQ(choose_language("", ""), Language::chinese);
  EXPECT_EQ(choose_language("", "en-GB,en;q=0.9,zh;q=0.8"), Language::english);
  EXPECT_EQ(choose_language("", "en;q=0.3, zh-CN;q=0.9"), Language::chinese);
  EXPECT_EQ(choose_language("", "fr-FR, en;q=0.5"), Language::english);
  EXPECT_EQ(choose_language("a=b; lang=zh-CN", "en"), Language::chinese);
  EXPECT_EQ(choose_language("lang=en", "zh-CN"), Language::english);
  EXPECT_EQ(choose_language("lang=<x>", "zh;q=x,,;;"), Language::chinese);
}

std::set<std::string> placeholders(const std::string& text) {
  static const std::regex kPlaceholder(R"(\{[^}]*\})");
  return {std::sregex_token_iterator(text.begin(), text.end(), kPlaceholder), {}};
}

// A string that one language lacks would show its key, one with other holes would not be filled.
TEST(Strings, BothLanguagesSayTheSameThings) {
  const auto& chinese = checkout_views().strings(Language::chinese).all();
  const auto& english = checkout_views().strings(Language::english).all();
  ASSERT_GT(chinese.size(), 50U);
  for (const auto& [key, text] : chinese) {
    const auto other = english.find(key);
    ASSERT_NE(other, english.end()) << key << " is missing in en.json";
    EXPECT_EQ(placeholders(text), placeholders(other->second)) << key;
  }
  for (const auto& [key, text] : english) EXPECT_TRUE(chinese.contains(key)) << key << " only in en.json";
}

TEST(Strings, EnglishHoldsNoChinese) {
  for (const auto& [key, text] : checkout_views().strings(Language::english).all()) {
    if (key == "language.other") continue;
    EXPECT_EQ(text.find_first_of("\xe4\xe5\xe6\xe7\xe8\xe9"), std::string::npos) << key << ": " << text;
  }
}

TEST(Strings, AMissingTextShowsItsKeyAndABrokenFileIsRefused) {
  EXPECT_EQ(chinese().text("no.such"), "⟦no.such⟧");
  const test::ScratchFolder folder;
  EXPECT_EQ(Strings::load(folder.path(), Language::english).error().code, Code::not_found);
  folder.write("en.json", R"({"a": 1})");
  EXPECT_EQ(Strings::load(folder.path(), Language::english).error().code, Code::invalid);
}

}  // namespace
}  // namespace firstfix::pages
