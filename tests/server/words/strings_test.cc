// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/words/strings.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

#include <gmock/gmock.h>

#include "tests/support/in_words.h"
#include "tests/support/scratch_folder.h"

namespace firstfix::words {
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

// The form for one belongs to the text it is a form of.
std::string base_of(const std::string& key) {
  return key.ends_with(".one") ? key.substr(0, key.size() - 4) : key;
}

// A string that one language lacks would show its key, one with other holes would not be filled.
TEST(Strings, BothLanguagesSayTheSameThings) {
  const auto& chinese = test::catalogues().in(Language::chinese).all();
  const auto& english = test::catalogues().in(Language::english).all();
  ASSERT_GT(chinese.size(), 50U);
  for (const auto& [key, text] : chinese) {
    const auto other = english.find(key);
    ASSERT_NE(other, english.end()) << key << " is missing in en.json";
    if (key == "region.name") continue;  // a place has a name in each
    EXPECT_EQ(placeholders(text), placeholders(other->second)) << key;
  }
  for (const auto& [key, text] : english) {
    const auto other = chinese.find(chinese.contains(key) ? key : base_of(key));
    ASSERT_NE(other, chinese.end()) << key << " only in en.json";
    if (key == "region.name") continue;
    for (const std::string& hole : placeholders(text))
      EXPECT_TRUE(placeholders(other->second).contains(hole)) << key << ": nothing fills " << hole;
  }
}

TEST(Strings, EnglishHoldsNoChinese) {
  for (const auto& [key, text] : test::catalogues().in(Language::english).all()) {
    if (key == "language.other" || key == "mark.when")
      continue;  // a name in Chinese, the marks of an article
    EXPECT_FALSE(test::has_han(text)) << key << ": " << text;
  }
}

// The sources below a folder of the checkout, by file name.
std::map<std::string, std::string> sources_of(const std::string& folder) {
  std::map<std::string, std::string> sources;
  const std::filesystem::path root(FIRSTFIX_SOURCE_DIR);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
    if (entry.path().extension() != ".cc") continue;
    std::ifstream file(entry.path());
    sources[entry.path().lexically_relative(root)] = {std::istreambuf_iterator<char>(file), {}};
  }
  return sources;
}

// Every sentence that the engine can say by a fixed id stands in the catalogues, and none stands there
// unused.
TEST(Strings, AreThoseThatTheEngineSays) {
  static const std::regex kId(
      R"re("((?:why|detail|notice|mood|until|ability|age|when|problem)\.[a-z0-9_.]+)")re");
  static const std::regex kAlwaysFixed(R"((?:why|detail|mood|until|ability|age|problem)\..*)");
  std::set<std::string> said;
  for (const char* folder : {"kb", "server/api", "server/http", "server/pages"}) {
    for (const auto& [name, source] : sources_of(folder)) {
      for (std::sregex_iterator found(source.begin(), source.end(), kId), end; found != end; ++found) {
        const std::string id = (*found)[1];
        if (!id.ends_with('.')) said.insert(id);
      }
    }
  }
  ASSERT_GT(said.size(), 150U);
  const Strings& chinese = test::catalogues().in(Language::chinese);
  for (const std::string& id : said) EXPECT_TRUE(chinese.has(id)) << id;
  for (const auto& [key, text] : chinese.all()) {
    const bool dynamic = !std::regex_match(key, kAlwaysFixed);
    EXPECT_TRUE(dynamic || said.contains(key)) << key << " is said nowhere";
  }
}

// What answers requests says nothing in a language of its own: a sentence in Chinese there is one that
// English lacks. Names of values in replies and records are not sentences.
TEST(Strings, NothingThatAnswersRequestsSpeaksPastThem) {
  static const std::regex kRefusal(R"((?:fail|Error|told)[({]+Code::(?!internal|unavailable)[^;]*;)");
  // Only the command line sets a PIN; it speaks Chinese.
  const std::set<std::string> command_line{"kb/service/pin.cc", "kb/service/clerk_desk.cc"};
  std::size_t refusals = 0;
  for (const char* folder : {"kb/facts", "kb/service", "server/api", "server/http", "server/pages"}) {
    for (const auto& [name, source] : sources_of(folder)) {
      for (std::sregex_iterator found(source.begin(), source.end(), kRefusal), end; found != end; ++found) {
        ++refusals;
        EXPECT_TRUE(command_line.contains(name) || !test::has_han(found->str())) << name << found->str();
      }
    }
  }
  EXPECT_GT(refusals, 50U);
}

TEST(Strings, AMissingTextShowsItsKeyAndABrokenFileIsRefused) {
  EXPECT_EQ(test::catalogues().in(Language::chinese).text("no.such"), "⟦no.such⟧");
  const test::ScratchFolder folder;
  EXPECT_EQ(Strings::load(folder.path(), Language::english).error().code, Code::not_found);
  folder.write("en.json", R"({"a": 1})");
  EXPECT_EQ(Strings::load(folder.path(), Language::english).error().code, Code::invalid);
}

}  // namespace
}  // namespace firstfix::words
