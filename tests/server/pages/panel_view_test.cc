// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/panel_view.h"

#include <gmock/gmock.h>

#include "tests/server/pages/sample.h"

namespace firstfix::pages {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string render(const Resolution& resolution, const PanelStatus& status = {}) {
  const Library library = sample_library();
  return checkout_views().render(
      Page::panel, panel_data(resolution, {library, checkout_views().static_files()}, status, chinese()));
}

std::string render(const CallerForm& form, const PanelStatus& status = {}) {
  return checkout_views().render(Page::panel, panel_data(form, status, chinese()));
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(PanelView, EmptyFormHasFocusAndNoResult) {
  const std::string html = render(CallerForm{});
  EXPECT_THAT(html, AllOf(HasSubstr("autofocus"), HasSubstr("enctype=\"multipart/form-data\""),
                          HasSubstr("value=\"hotline\" checked"), Not(HasSubstr("class=\"solution\""))));
}

TEST(PanelView, ErrorKeepsWhatWasTypedAndEscapesIt) {
  const PanelStatus status{.error = Error{Code::invalid, "号码不对：<b>", "写成 138…"}};
  const std::string html =
      render({"\"><script>1</script>", "<script>alert(1)</script>", Channel::counter}, status);
  EXPECT_THAT(html, Not(HasSubstr("<script>")));
  EXPECT_THAT(html,
              AllOf(HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"), HasSubstr("号码不对：&lt;b&gt;"),
                    HasSubstr("写成 138…"), HasSubstr("value=\"counter\" checked")));
}

TEST(PanelView, WhatFailsInsideIsNotForTheReader) {
  const PanelStatus status{.error = Error{Code::unavailable, "/var/firstfix.db：磁盘已满", "请腾出空间"}};
  EXPECT_THAT(render(CallerForm{}, status),
              AllOf(HasSubstr("服务暂时不可用"), Not(HasSubstr("firstfix.db")), Not(HasSubstr("腾出空间"))));
}

TEST(PanelView, WhatIsBrokenComesFirstAndWhatWasTriedBesideTheVisits) {
  Resolution resolution = sample_resolution();
  resolution.notices = {{"unavailable", {"notice.vip"}},
                        {"repeat", {"notice.vip"}},
                        {"tried", {"notice.vip"}},
                        {"vip", {"notice.vip"}},
                        {"outage", {"notice.vip"}}};
  const std::string html = render(resolution);
  std::size_t before = 0;
  for (const char* kind : {"outage", "vip", "repeat", "tried", "unavailable"}) {
    const std::size_t at = html.find(std::string("banner notice-") + kind);
    ASSERT_NE(at, std::string::npos) << kind;
    EXPECT_GT(at, before) << kind;
    before = at;
  }
}

TEST(PanelView, SymptomIsEscapedInTheResult) {
  Resolution resolution = sample_resolution();
  resolution.contact.symptom = "</textarea><script>alert(1)</script>{{phone}}{{{phone}}}";
  const std::string html = render(resolution);
  EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(html, HasSubstr("&lt;/textarea&gt;"));
  EXPECT_THAT(html, HasSubstr("{{{phone}}}"));
}

TEST(PanelView, ACaseThatIsSeldomTriedSaysSo) {
  Resolution resolution = sample_resolution();
  EXPECT_THAT(render(resolution), Not(HasSubstr("新案例")));
  resolution.solutions.front().is_new = true;
  EXPECT_EQ(count(render(resolution), ">新案例<"), 1U);
}

TEST(PanelView, ACaseThatFailedForThisNumberSaysSo) {
  Resolution resolution = sample_resolution();
  EXPECT_THAT(render(resolution), Not(HasSubstr("试过没用")));
  resolution.solutions.back().has_failed = true;
  EXPECT_EQ(count(render(resolution), ">试过没用<"), 1U);
}

TEST(PanelView, NumberStandsOnThePageButNotInTitleOrAddresses) {
  const std::string html = render(sample_resolution());
  EXPECT_THAT(html, HasSubstr("138 0013 8000"));
  const std::string title = html.substr(0, html.find("</title>"));
  EXPECT_THAT(title, Not(HasSubstr("138")));
  EXPECT_THAT(html, Not(testing::ContainsRegex("(href|action)=\"[^\"]*138")));
}

TEST(PanelView, FirstSolutionIsOpenAndTheOthersAreNot) {
  const std::string html = render(sample_resolution());
  EXPECT_THAT(html, HasSubstr("id=\"solution-indoor\" open"));
  EXPECT_THAT(html, HasSubstr("id=\"solution-volte\">"));
  EXPECT_THAT(html, AllOf(HasSubstr("72%"), HasSubstr("31%")));
}

TEST(PanelView, StepsHaveNoHoles) {
  const std::string html = render(sample_resolution());
  EXPECT_THAT(html, HasSubstr("在华阳派单"));
  EXPECT_THAT(html, Not(HasSubstr("{{")));
}

TEST(PanelView, ReplyFormsWithoutWordsAreLeftOut) {
  const std::string html = render(sample_resolution());
  EXPECT_THAT(html, AllOf(HasSubstr("words-voice-indoor"), HasSubstr("words-sms-indoor"),
                          Not(HasSubstr("words-counter-indoor"))));
}

TEST(PanelView, ReplyFormOfTheChannelIsInFront) {
  Resolution resolution = sample_resolution();
  EXPECT_THAT(render(resolution), HasSubstr("id=\"pick-voice-indoor\" checked"));
  resolution.contact.channel = Channel::online;
  EXPECT_THAT(render(resolution), HasSubstr("id=\"pick-sms-indoor\" checked"));
  resolution.contact.channel = Channel::counter;  // the author wrote no counter form
  EXPECT_THAT(render(resolution), HasSubstr("id=\"pick-voice-indoor\" checked"));
}

TEST(PanelView, QuestionOffersItsValuesAndDontKnow) {
  const std::string html = render(sample_resolution());
  EXPECT_THAT(html, AllOf(HasSubstr("name=\"place\" value=\"indoor\">室内"),
                          HasSubstr("name=\"place\" value=\"unknown\">不清楚")));
}

TEST(PanelView, WithoutAQuestionNoneIsAsked) {
  Resolution resolution = sample_resolution();
  resolution.question.reset();
  EXPECT_THAT(render(resolution), Not(HasSubstr("question-title")));
}

TEST(PanelView, DoubtIsSaidOnlyWhenThereIsDoubt) {
  Resolution resolution = sample_resolution();
  EXPECT_THAT(render(resolution), Not(HasSubstr("没有足够把握")));
  resolution.confident = false;
  EXPECT_THAT(render(resolution), HasSubstr("没有足够把握，建议转专家席"));
}

TEST(PanelView, NothingFoundStillOffersTheExpertSeat) {
  Resolution resolution = sample_resolution();
  resolution.solutions.clear();
  EXPECT_THAT(render(resolution), AllOf(HasSubstr("没有找到合适的方案"), HasSubstr("转专家席"),
                                        Not(HasSubstr("solutions-title"))));
}

TEST(PanelView, ChipsAreTheTellingFactsAndTheListHasAll) {
  const std::string html = render(sample_resolution());
  EXPECT_EQ(count(html, "class=\"chip\""), 2U);  // area and coverage; no VIP is no news
  EXPECT_THAT(html, HasSubstr("全部 3 项资料和来源"));
  EXPECT_THAT(html, HasSubstr("<dt>最近所在位置</dt><dd>华阳<small>位置更新：最近一次位置更新：今天 18:30"));
}

TEST(PanelView, WhatABannerSaysIsNoChipToo) {
  Resolution resolution = sample_resolution();
  resolution.facts.put({"coverage", "weak", "coverage", {}});
  resolution.facts.put({"event", "outage", "events", {}});
  auto article = std::make_shared<Case>(*resolution.solutions[0].article);
  article->conditions = {{"event", {"outage"}}};
  resolution.solutions[0].article = article;
  resolution.notices.clear();
  const std::size_t chips = count(render(resolution), "class=\"chip\"");
  resolution.notices = {{"outage", {"notice.vip"}}};
  EXPECT_EQ(count(render(resolution), "class=\"chip\""), chips - 1);
}

TEST(PanelView, WhatWasHeardOrClickedCanBePutRightWhereItStands) {
  Resolution resolution = sample_resolution();
  resolution.question.reset();
  EXPECT_THAT(render(resolution), Not(HasSubstr("不对？改成"))) << "records are not the agent's to change";
  for (const char* source : {"symptom", "agent", "earlier"}) {
    resolution.facts.put({"place", "indoor", source, {"detail.said", {{"word", "屋里"}}}});
    const std::string html = render(resolution);
    EXPECT_THAT(html, AllOf(HasSubstr("客户说到“屋里”"), HasSubstr("不对？改成"),
                            HasSubstr("name=\"place\" value=\"outdoor\""),
                            HasSubstr("name=\"place\" value=\"unknown\""),
                            Not(HasSubstr("name=\"place\" value=\"indoor\""))))
        << source;
  }
}

TEST(PanelView, WhatTheCustomerCouldNotSayIsQuiet) {
  Resolution resolution = sample_resolution();
  resolution.contact.stated.put({"place", "unknown", "agent", {}});
  EXPECT_THAT(render(resolution), HasSubstr("chip unsure"));
}

TEST(PanelView, UnknownNoticeKindGetsAPlainBanner) {
  Resolution resolution = sample_resolution();
  resolution.notices.push_back({"\"><script>", {"notice.vip"}});
  EXPECT_THAT(render(resolution), AllOf(HasSubstr("notice-outage"), HasSubstr("notice-other")));
}

TEST(PanelView, RecordedOutcomeIsShown) {
  const PanelStatus status{.done = OutcomeResult::unresolved, .done_title = "屋里没信号"};
  EXPECT_THAT(render(sample_resolution(), status), HasSubstr("已记录：未解决（屋里没信号），下面已重新排序"));
}

TEST(PanelView, RefusedNoteStaysWhereItWasTyped) {
  PanelStatus status{.error = told(Code::invalid, {"problem.missing", {{"field", "note"}}}),
                     .note = "很长的备注"};
  status.note_case = "volte";
  EXPECT_THAT(render(sample_resolution(), status), HasSubstr("aria-label=\"备注\">很长的备注</textarea>"));
  status.note_case = "gone";
  EXPECT_THAT(render(sample_resolution(), status), HasSubstr("rows=\"2\">很长的备注</textarea>"));
}

TEST(PanelView, PicturesStandBesideTheStepsWithWordsInThePagesLanguage) {
  Library library = sample_library();
  library.pictures = {{"sim-orientation", "卡的缺角", "The cut corner", {}},
                      {"no-such-drawing", "无", "none", {}}};
  Resolution resolution = sample_resolution();
  auto article = std::make_shared<Case>(*resolution.solutions[0].article);
  article->pictures = {"sim-orientation", "no-such-drawing"};
  resolution.solutions[0].article = article;
  const auto& files = checkout_views().static_files();
  for (const Language language : words::kLanguages) {
    const Strings& t = checkout_views().strings(language);
    const std::string html =
        checkout_views().render(Page::panel, panel_data(resolution, {library, files}, {}, t), language);
    EXPECT_EQ(count(html, "<img src=\"/static/picture-sim-orientation.svg?v="), 1U);
    EXPECT_THAT(html,
                HasSubstr(language == Language::english ? "alt=\"The cut corner\"" : "alt=\"卡的缺角\""));
    EXPECT_THAT(html, Not(HasSubstr("no-such-drawing")));
  }
}

}  // namespace
}  // namespace firstfix::pages
