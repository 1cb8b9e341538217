// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/cases_view.h"

#include <gmock/gmock.h>

#include "tests/server/pages/sample.h"

namespace firstfix::pages {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr Date kToday = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};

CaseListing sample_listing(const Library& library) {
  CaseListing listing;
  listing.request.text = "没信号 <b>";
  service::CaseSummary summary;
  summary.article = library.cases[0];
  summary.category_label = "移动网络 / 室内覆盖";
  summary.title = {{"屋里", false}, {"没信号", true}};
  summary.snippet = {{"<script>", false}};
  listing.page.cases = {summary};
  listing.page.total = 21;
  listing.page.next_cursor = "abc";
  listing.everywhere = {{"network/indoor", "移动网络 / 室内覆盖", 21}};
  return listing;
}

std::string render_list(const CaseListing& listing, const Library& library) {
  return checkout_views().render(Page::cases, cases_data(listing, library, chinese()));
}

std::string render_article(const Case& article, Date today = kToday) {
  return checkout_views().render(Page::article, article_data(article, sample_library(), today, chinese()));
}

TEST(CasesView, MatchesAreMarkedAndEverythingIsEscaped) {
  const Library library = sample_library();
  const std::string html = render_list(sample_listing(library), library);
  EXPECT_THAT(html, AllOf(HasSubstr("屋里<mark>没信号</mark>"), HasSubstr("&lt;script&gt;"),
                          HasSubstr("value=\"没信号 &lt;b&gt;\""), Not(HasSubstr("<script>"))));
}

TEST(CasesView, NextPageKeepsTheSearch) {
  const Library library = sample_library();
  EXPECT_THAT(render_list(sample_listing(library), library),
              HasSubstr("/cases?q=%E6%B2%A1%E4%BF%A1%E5%8F%B7%20%3Cb%3E&amp;cursor=abc"));
}

TEST(CasesView, NarrowsByWhatLeavesSomeAndLeadsBack) {
  const Library library = sample_library();
  CaseListing listing = sample_listing(library);
  listing.request.sort = "updated";
  listing.request.confidence = "wip";
  listing.page.confidences = {
      {"validated", "已验证", 21}, {"not-validated", "待验证", 5}, {"wip", "草稿", 7}};
  listing.page.updates = {{7, kToday - std::chrono::days{7}, 3}, {30, kToday - std::chrono::days{30}, 21}};
  const std::string html = render_list(listing, library);
  EXPECT_THAT(html, HasSubstr("confidence=not-validated&amp;sort=updated\">待验证</a> <span>5</span>"));
  EXPECT_THAT(html, HasSubstr("&amp;sort=updated\" aria-current=\"true\">草稿</a>"));
  EXPECT_THAT(html, HasSubstr("updated_since=2026-11-16&amp;sort=updated\">近 7 天</a> <span>3</span>"));
  EXPECT_THAT(html, AllOf(Not(HasSubstr("近 30 天")), Not(HasSubstr("已验证</a>"))));
  EXPECT_THAT(html, HasSubstr("最相关的 21 个案例"));
}

TEST(CasesView, AFilterThatLeavesNothingStaysAsTheWayBack) {
  const Library library = sample_library();
  CaseListing listing = sample_listing(library);
  listing.page = {};
  listing.request.confidence = "wip";
  listing.request.updated_since = "2026-11-01";
  listing.request.sort = "updated";
  const std::string html = render_list(listing, library);
  EXPECT_THAT(html, AllOf(HasSubstr("aria-current=\"true\">草稿</a> <span>0</span>"),
                          HasSubstr("aria-current=\"true\">2026-11-01 以后</a>"), HasSubstr(">0 个案例")));
  EXPECT_THAT(html, HasSubstr("/cases?q=%E6%B2%A1%E4%BF%A1%E5%8F%B7%20%3Cb%3E\">去掉筛选"));
}

TEST(CasesView, CategoriesStandUnderTheirBranchWithCounts) {
  const Library library = sample_library();
  CaseListing listing = sample_listing(library);
  listing.request.category = "network/indoor";
  const std::string html = render_list(listing, library);
  EXPECT_THAT(html,
              HasSubstr("category=network/indoor\" aria-current=\"true\">室内覆盖</a> <span>21</span>"));
  EXPECT_THAT(html, HasSubstr(">移动网络</a> <span>21</span>"));
}

TEST(CasesView, NothingFoundSaysWhereToGoOn) {
  const Library library = sample_library();
  CaseListing listing = sample_listing(library);
  listing.page = {};
  listing.request.category = "network/indoor";
  EXPECT_THAT(render_list(listing, library),
              AllOf(HasSubstr("没有找到"), HasSubstr("%3Cb%3E\">去掉筛选，在全部案例里找")));
}

TEST(CasesView, ContentProblemsAreListedWithPlaceAndHint) {
  Library library = sample_library();
  EXPECT_THAT(render_list(sample_listing(library), library), Not(HasSubstr("id=\"problems\"")));
  Problem& problem = library.problems.emplace_back();
  problem.at = {"cases/x.md", 3, 7};
  problem.message = "没有这个分类";
  problem.hint = "写成 network/indoor";
  EXPECT_THAT(
      render_list(sample_listing(library), library),
      AllOf(HasSubstr("cases/x.md:3:7"), HasSubstr("没有这个分类"), HasSubstr("写成 network/indoor")));
}

TEST(CasesView, RefusedSearchKeepsItsWords) {
  const Library library = sample_library();
  const Error error = told(Code::invalid, {"problem.cursor", {{"field", "cursor"}}}, {"problem.cursor.hint"});
  const Data data = cases_error_data(sample_listing(library), library, error, chinese());
  const std::string html = checkout_views().render(Page::cases, data);
  EXPECT_THAT(html, AllOf(HasSubstr("页码：不是上一页给的"), HasSubstr("value=\"没信号 &lt;b&gt;\"")));
}

TEST(ArticleView, SectionsAreHtmlAndVariablesAreNamed) {
  const std::string html = render_article(*sample_library().cases[0]);
  EXPECT_THAT(html, HasSubstr("<p>进屋后<strong>无服务</strong></p>"));
  EXPECT_THAT(html, HasSubstr("<li><var>最近所在位置</var>派单</li>"));
  EXPECT_THAT(html, HasSubstr("<var title=\"没有资料时说：您所在的位置\">最近所在位置</var>"));
  EXPECT_THAT(html, Not(HasSubstr("{{")));
}

TEST(ArticleView, CopiedReplyIsTheGeneralWording) {
  EXPECT_THAT(render_article(*sample_library().cases[0]), HasSubstr("您好，您所在的位置的信号情况已登记。"));
}

TEST(ArticleView, ConditionsAndQuestionsAreInWords) {
  const std::string html = render_article(*sample_library().cases[0]);
  EXPECT_THAT(html, AllOf(HasSubstr("覆盖：信号偏弱、基本无信号"), HasSubstr("是在室内还是室外？"),
                          HasSubstr("热线坐席、营业员")));
}

TEST(ArticleView, PassedReviewDateIsSaid) {
  const Case article = *sample_library().cases[0];
  EXPECT_THAT(render_article(article), Not(HasSubstr("已过")));
  EXPECT_THAT(render_article(article, kToday + std::chrono::days{365}),
              HasSubstr("复核日期 2027-06-30 已过"));
}

}  // namespace
}  // namespace firstfix::pages
