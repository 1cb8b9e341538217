// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/speller.h"

#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kb/content/library_loader.h"

namespace firstfix::search {
namespace {

std::shared_ptr<const Library> own_content() {
  auto loaded = content::LibraryLoader(std::string(FIRSTFIX_SOURCE_DIR) + "/content").load();
  return loaded ? *loaded : nullptr;
}

class OwnContent : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    library() = own_content();
    if (library()) speller() = std::make_unique<Speller>(*library());
  }
  void SetUp() override { ASSERT_TRUE(speller()) << "the repository's content does not load"; }

  static std::shared_ptr<const Library>& library() {
    static std::shared_ptr<const Library> loaded;
    return loaded;
  }
  static std::unique_ptr<Speller>& speller() {
    static std::unique_ptr<Speller> built;
    return built;
  }
  static std::string corrected(std::string_view query) {
    const auto correction = speller()->correct(query);
    return correction ? correction->text : std::string(query);
  }
};

struct Row {
  const char* typed;
  const char* meant;
};

TEST_F(OwnContent, CorrectsBySoundShapeAndEdit) {
  for (const Row row : {Row{"信好", "信号"}, Row{"光毛", "光猫"}, Row{"携号传网", "携号转网"},
                        Row{"宽代", "宽带"}, Row{"流凉", "流量"}, Row{"帐单", "账单"}, Row{"手几", "手机"},
                        Row{"验正码", "验证码"}, Row{"wify", "wifi"}, Row{"volet", "volte"},
                        Row{"号信", "信号"}, Row{"携号网", "携号转网"}, Row{"携号号转网", "携号转网"}}) {
    EXPECT_EQ(corrected(row.typed), row.meant);
  }
}

TEST_F(OwnContent, CorrectsInsideSentences) {
  for (const Row row : {Row{"家里信好很差", "家里信号很差"}, Row{"我的手几没信号", "我的手机没信号"},
                        Row{"光毛亮红灯怎么办", "光猫亮红灯怎么办"}, Row{"宽代很慢", "宽带很慢"},
                        Row{"我的wify连不上", "我的wifi连不上"}, Row{"收不到验正码", "收不到验证码"},
                        Row{"想办携号传网，流凉用完了", "想办携号转网，流量用完了"}}) {
    EXPECT_EQ(corrected(row.typed), row.meant);
  }
}

TEST_F(OwnContent, LeavesTitlesAndSymptomsAlone) {
  int texts = 0;
  std::vector<std::string> changed;
  const auto look = [&](const std::string& text) {
    ++texts;
    if (corrected(text) != text) changed.push_back(text + " -> " + corrected(text));
  };
  for (const CasePtr& article : library()->cases) {
    look(article->title);
    for (const std::string& symptom : article->symptoms) look(symptom);
  }
  ASSERT_GT(texts, 500);
  EXPECT_LT(static_cast<double>(changed.size()) / texts, 0.005)
      << fmt::format("{}", fmt::join(changed, "\n"));
}

// The same for texts whose words the vocabulary has not seen: each tenth of the cases against the others.
TEST_F(OwnContent, LeavesTheWordsOfUnseenCasesAlone) {
  int texts = 0;
  std::vector<std::string> changed;
  constexpr std::size_t kFolds = 10;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    Library rest = *library();
    std::vector<CasePtr> unseen;
    rest.cases.clear();
    for (std::size_t i = 0; i < library()->cases.size(); ++i)
      (i % kFolds == fold ? unseen : rest.cases).push_back(library()->cases[i]);
    const Speller without(rest);
    for (const CasePtr& article : unseen) {
      std::vector<std::string> all = article->symptoms;
      all.push_back(article->title);
      for (const std::string& text : all) {
        ++texts;
        if (const auto correction = without.correct(text))
          changed.push_back(text + " -> " + correction->text);
      }
    }
  }
  RecordProperty("texts", texts);
  RecordProperty("changed", static_cast<int>(changed.size()));
  EXPECT_LT(static_cast<double>(changed.size()) / texts, 0.005)
      << texts << " texts, changed " << changed.size() << ":\n"
      << fmt::format("{}", fmt::join(changed, "\n"));
}

TEST_F(OwnContent, LeavesOtherTextAlone) {
  for (const char* query : {"", " ", "!?", "10086", "iPhone 15", "双手几乎冻僵", "wangsuman", "4G",
                            "\xff\xfe", "hello world", "信号", "wifi", "WiFi", "VoLTE"}) {
    EXPECT_EQ(corrected(query), query);
  }
}

TEST_F(OwnContent, SaysWhatChangedAndWhere) {
  const auto correction = speller()->correct("我的WIFY和信好，差");
  ASSERT_TRUE(correction);
  EXPECT_EQ(correction->text, "我的wifi和信号，差");
  const std::vector<Correction::Change> expected{{"WIFY", "wifi", 6}, {"信好", "信号", 13}};
  EXPECT_EQ(correction->changes, expected);
}

TEST_F(OwnContent, LooksAtTheBeginningOfLongTextOnly) {
  std::string text;
  for (int i = 0; i < 120; ++i) text += "。";
  EXPECT_FALSE(speller()->correct(text + "信好"));
  EXPECT_EQ(corrected("信好" + text + "信好"), "信号" + text + "信好");
}

}  // namespace
}  // namespace firstfix::search
