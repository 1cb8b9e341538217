// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/article_sections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kb/content/sample.h"

namespace firstfix::content {
namespace {

using testing::ElementsAre;

constexpr std::string_view kEnglish = R"(## Issue
Calls drop indoors.

## environment
Tower block.

## CAUSE
### Walls
Concrete.

## Resolution
First look:

- bullets are no steps

1. Check the *place*.
2. Turn on VoLTE.

   And wait.
3. Done.

Then again:

1. Not a step.

Reply
-----
We are on it.

Second paragraph,
wrapped.

### SMS
Text.

### Counter
Words.
)";

struct Read {
  ArticleSections sections;
  std::vector<std::string> problems;
};

Read read(std::string_view text) {
  const SourceText source("x.md", std::string(text));
  std::vector<Problem> problems;
  Report report(source, problems);
  Read result{read_article(0, report), {}};
  result.problems = shown(problems);
  return result;
}

TEST(ArticleSections, AcceptsEnglishHeadingsInAnyCase) {
  const Read result = read(kEnglish);
  EXPECT_THAT(result.problems, ElementsAre());
  EXPECT_EQ(result.sections.issue.markdown, "Calls drop indoors.");
  EXPECT_EQ(result.sections.issue.html, "<p>Calls drop indoors.</p>\n");
  EXPECT_EQ(result.sections.environment.markdown, "Tower block.");
  EXPECT_EQ(result.sections.cause.html, "<h3>Walls</h3>\n<p>Concrete.</p>\n");
}

TEST(ArticleSections, TakesTheFirstOrderedListOfTheResolutionAsSteps) {
  EXPECT_THAT(read(kEnglish).sections.steps,
              ElementsAre("Check the place.", "Turn on VoLTE.\nAnd wait.", "Done."));
}

TEST(ArticleSections, ReadsRepliesAsPlainParagraphs) {
  const ArticleSections sections = read(kEnglish).sections;
  EXPECT_EQ(sections.voice.text, "We are on it.\nSecond paragraph, wrapped.");
  EXPECT_EQ(sections.sms.text, "Text.");
  EXPECT_EQ(sections.counter.text, "Words.");
}

TEST(ArticleSections, ResolvesReferenceLinksOfOtherSections) {
  const std::string text =
      replaced(replaced(kEnglish, "Tower block.", "[Map][m]"), "Words.\n", "Words.\n\n[m]: /map\n");
  EXPECT_EQ(read(text).sections.environment.html, "<p><a href=\"/map\">Map</a></p>\n");
}

struct BadArticle {
  const char* name;
  const char* from;
  const char* to;
  std::vector<std::string> expected;
};

class ArticleProblems : public testing::TestWithParam<BadArticle> {};

TEST_P(ArticleProblems, AreReportedAtTheirPlace) {
  EXPECT_EQ(read(replaced(kEnglish, GetParam().from, GetParam().to)).problems, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, ArticleProblems,
    testing::Values(
        BadArticle{
            "Missing", "### SMS\nText.\n", "", {"36:1: 缺少标题“### 短信” (加上“### 短信”和它的内容)"}},
        BadArticle{"Empty", "Tower block.\n", "", {"4:1: “## 环境”下面没有内容 (写上内容)"}},
        BadArticle{
            "OnlyAComment", "Tower block.\n", "<!-- todo -->\n", {"4:1: “## 环境”下面没有内容 (写上内容)"}},
        BadArticle{"EmptyReplyBeforeItsForms",
                   "We are on it.\n\nSecond paragraph,\nwrapped.\n",
                   "",
                   {"26:1: “## 答复”下面没有内容 (写上内容)"}},
        BadArticle{"DoubledInTheOtherLanguage",
                   "## environment\n",
                   "## 现象\nx\n\n## environment\n",
                   {"4:1: 标题“## 现象”重复，第 1 行已经有了 (把两处并成一处)"}},
        BadArticle{"Misspelt",
                   "## environment",
                   "## 环竟",
                   {"4:1: 没有“环竟”这个标题 (是不是“环境”？)",
                    "38:1: 缺少标题“## 环境” (加上“## 环境”和它的内容)"}},
        BadArticle{"UnknownReplyForm",
                   "### SMS\nText.\n",
                   "### SMS\nText.\n\n### Letter\nDear.\n",
                   {"36:1: 没有“Letter”这个标题 (可以用：短信、柜台)"}},
        BadArticle{"FirstLevel",
                   "## environment\n",
                   "# Title\n\n## environment\n",
                   {"4:1: 正文里不能有一级标题 (题目写在 title 里，正文从“## 现象”开始)"}},
        BadArticle{"TextBeforeTheFirst",
                   "## Issue\n",
                   "Hello.\n\nAgain.\n\n## Issue\n",
                   {"1:1: 第一个标题之前有文字 (移到“## 现象”下面)"}},
        BadArticle{"RawHtml",
                   "Tower block.",
                   "高层 <b>楼</b>",
                   {"5:4: HTML “<b>” 不会显示 (用 Markdown 写；要写尖括号就在前面加反斜杠：\\<)",
                    "5:8: HTML “</b>” 不会显示 (用 Markdown 写；要写尖括号就在前面加反斜杠：\\<)"}},
        BadArticle{
            "ScriptLink",
            "Tower block.",
            "[看](javascript:alert)",
            {"5:5: 链接 “javascript:alert” 不能用 (可以用 http、https、mailto、tel、sms 开头的链接)"}}),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace firstfix::content
