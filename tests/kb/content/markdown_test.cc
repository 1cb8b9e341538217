// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace firstfix::content {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string html_of(std::string_view text) {
  std::string html;
  const MarkdownDocument document(text);
  for (const MarkdownBlock& block : document.blocks()) html += block.html();
  return html;
}

std::string words_of(std::string_view text) {
  const MarkdownDocument document(text);
  std::string words;
  for (const MarkdownBlock& block : document.blocks()) words += block.plain_text() + "\n";
  return words;
}

TEST(Markdown, RendersTables) {
  const MarkdownDocument document("| 灯 | 含义 |\n|---|---|\n| LOS | 断纤 |\n");
  ASSERT_EQ(document.blocks().size(), 1U);
  EXPECT_THAT(document.blocks()[0].html(), HasSubstr("<td>断纤</td>"));
  EXPECT_EQ(document.blocks()[0].plain_text(), "灯 | 含义\nLOS | 断纤");
}

TEST(Markdown, DoesNotLinkBareAddresses) {
  EXPECT_THAT(html_of("见 www.example.com。\n"), Not(HasSubstr("<a")));
}

TEST(Markdown, NeverRendersScripts) {
  for (const char* text : {"<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b",
                           "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "<javascript:alert(1)>",
                           "![x](vbscript:a)", "[x](data:text/html;base64,AA)", "[x][1]\n\n[1]: javascript:a",
                           "[x](java&#115;cript:alert(1))", "<div onclick='a()'>\n\n**b**"}) {
    const MarkdownDocument document(text);
    std::string html;
    for (const MarkdownBlock& block : document.blocks()) html += block.html();
    EXPECT_THAT(html, Not(testing::ContainsRegex("(<script|<img src=\"?x|onerror=|onclick|href=\"[^\"])")))
        << text;
    EXPECT_THAT(html, Not(testing::ContainsRegex("src=\"[^\"]"))) << text;
    EXPECT_FALSE(document.dropped().empty()) << text;
  }
}

TEST(Markdown, AcceptsHarmlessLinksAndComments) {
  const MarkdownDocument document(
      "<!-- 作者的话 -->\n\n[a](https://example.com/x:y) [b](tel:10086) [c](/cases) 甲 <!-- 旁注 --> 乙\n");
  EXPECT_TRUE(document.dropped().empty());
  EXPECT_THAT(html_of("<!-- 作者的话 -->\n\n甲<!-- 旁注 -->乙"), testing::StrEq("<p>甲乙</p>\n"));
}

TEST(Markdown, JoinsWrappedChineseLinesWithoutABlank) {
  EXPECT_EQ(html_of("信号\n很弱\n"), "<p>信号很弱</p>\n");
  EXPECT_EQ(html_of("**信号**\n很弱\n"), "<p><strong>信号</strong>很弱</p>\n");
  EXPECT_EQ(words_of("打开\nVoLTE\nswitch\n"), "打开 VoLTE switch\n");
}

struct Words {
  const char* markdown;
  const char* plain;
};

TEST(Markdown, GivesPlainWords) {
  for (const auto& [markdown, plain] :
       {Words{"**重启** `手机` *再试*", "重启 手机 再试\n"}, Words{"一行  \n二行", "一行\n二行\n"},
        Words{"- 甲\n- 乙\n  1. 丙\n  2. 丁", "- 甲\n- 乙\n1. 丙\n2. 丁\n"},
        Words{"3. 甲\n4. 乙", "3. 甲\n4. 乙\n"}, Words{"[办理](https://e.cn/a)", "办理（https://e.cn/a）\n"},
        Words{"<https://e.cn/a>", "https://e.cn/a\n"}, Words{"5 &lt; 6 \\* 7", "5 < 6 * 7\n"},
        Words{"> 引用\n>\n> 两段", "引用\n两段\n"}}) {
    EXPECT_EQ(words_of(markdown), plain) << markdown;
  }
}

// Nested as deep as 64 KiB allow: walked with a loop, not on the stack.
TEST(Markdown, WalksDeepNestingWithoutRecursion) {
  const MarkdownDocument document(std::string(30000, '>') + " 底");
  ASSERT_EQ(document.blocks().size(), 1U);
  EXPECT_THAT(document.blocks()[0].plain_text(), HasSubstr("底"));
}

}  // namespace
}  // namespace firstfix::content
