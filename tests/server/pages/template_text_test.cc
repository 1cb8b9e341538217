// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/template_text.h"

#include <gmock/gmock.h>

namespace firstfix::pages {
namespace {

using testing::HasSubstr;

Result<std::string> expand(const FileContents& sources) {
  const StaticFiles no_assets;
  const words::Strings no_texts;
  return TemplateText(sources, no_assets, no_texts).expand("page");
}

TEST(TemplateText, PartsArePutInPlaceAndOtherTagsKept) {
  const auto text =
      expand({{"page.mustache", "<{{> part}}> {{x}} {{{section_html}}}"}, {"part.mustache", "{{y}}"}});
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_EQ(*text, "<{{y}}> {{x}} {{{section_html}}}");
}

TEST(TemplateText, CommentLeavesNoLine) {
  EXPECT_EQ(expand({{"page.mustache", "{{! why }}\n<p>"}}).value(), "<p>");
}

TEST(TemplateText, SamePartMayStandTwice) {
  EXPECT_EQ(expand({{"page.mustache", "{{>a}}{{>a}}"}, {"a.mustache", "A"}}).value(), "AA");
}

struct Broken {
  std::string name;
  FileContents sources;
  std::string message;
};

class BrokenTemplate : public testing::TestWithParam<Broken> {};

TEST_P(BrokenTemplate, IsRefusedWithItsPlace) {
  const auto text = expand(GetParam().sources);
  ASSERT_FALSE(text) << *text;
  EXPECT_EQ(text.error().code, Code::invalid);
  EXPECT_THAT(text.error().message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    All, BrokenTemplate,
    testing::Values(
        Broken{"NoPage", {}, "templates/page.mustache"},
        Broken{"NoPart", {{"page.mustache", "\n{{> gone}}"}}, "page.mustache:2: templates/gone.mustache"},
        Broken{"Circle",
               {{"page.mustache", "{{>a}}"}, {"a.mustache", "{{>page}}"}},
               "a.mustache:1: page is within itself"},
        Broken{"NoAsset", {{"page.mustache", "{{asset gone.css}}"}}, "page.mustache:1: static/gone.css"},
        Broken{"NoText", {{"page.mustache", "{{t gone}}"}}, "page.mustache:1: no text gone"},
        Broken{"Unescaped", {{"page.mustache", "{{{symptom}}}"}}, "page.mustache:1: symptom"},
        Broken{"UnescapedByAmpersand", {{"page.mustache", "{{&symptom}}"}}, "page.mustache:1: symptom"},
        Broken{"Unclosed", {{"page.mustache", "\n\n{{x"}}, "page.mustache:3"},
        Broken{"Delimiters", {{"page.mustache", "{{=<% %>=}}"}}, "page.mustache:1"}),
    [](const auto& broken) { return broken.param.name; });

}  // namespace
}  // namespace firstfix::pages
