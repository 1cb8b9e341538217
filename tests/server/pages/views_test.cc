// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/views.h"

#include <fstream>
#include <regex>
#include <thread>

#include <gmock/gmock.h>

#include "server/pages/panel_view.h"
#include "tests/server/pages/sample.h"
#include "tests/support/scratch_folder.h"

namespace firstfix::pages {
namespace {

using testing::HasSubstr;

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(Views, BrokenTemplateStopsTheStart) {
  const test::ScratchFolder templates;
  const test::ScratchFolder assets;
  templates.write("panel.mustache", "{{#open}}");
  const auto views = Views::load(
      {templates.path(), assets.path(), std::filesystem::path(FIRSTFIX_SOURCE_DIR) / "static/strings"});
  ASSERT_FALSE(views);
  EXPECT_THAT(views.error().message, HasSubstr("panel.mustache"));
}

TEST(Views, MissingPageStopsTheStart) {
  const test::ScratchFolder templates;
  const test::ScratchFolder assets;
  templates.write("panel.mustache", "x");
  const auto views = Views::load(
      {templates.path(), assets.path(), std::filesystem::path(FIRSTFIX_SOURCE_DIR) / "static/strings"});
  ASSERT_FALSE(views);
  EXPECT_THAT(views.error().message, HasSubstr("contact.mustache"));
}

// The content security policy lets neither run.
TEST(Views, TemplatesHoldNoInlineScriptOrStyle) {
  const std::regex inlined(R"(\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|https?://)");
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(FIRSTFIX_SOURCE_DIR) / "templates")) {
    const std::string text = text_of(entry.path());
    ASSERT_FALSE(text.empty()) << entry.path();
    EXPECT_FALSE(std::regex_search(text, inlined)) << entry.path();
  }
}

TEST(Views, ManyThreadsRenderTheSame) {
  const Views& views = checkout_views();
  const Library library = sample_library();
  const Data data =
      panel_data(sample_resolution(), {library, checkout_views().static_files()}, {}, chinese());
  const std::string expected = views.render(Page::panel, data);
  std::vector<int> same(4, 0);
  {
    std::vector<std::jthread> threads;
    for (int& count : same) {
      threads.emplace_back([&] {
        for (int i = 0; i < 20; ++i) count += views.render(Page::panel, data) == expected ? 1 : 0;
      });
    }
  }
  EXPECT_THAT(same, testing::Each(20));
}

}  // namespace
}  // namespace firstfix::pages
