// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/page_routes.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "server/http/router.h"
#include "tests/server/pages/sample.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/small_content.h"

namespace firstfix::pages {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

using Fields = std::map<std::string, std::string, std::less<>>;

// The real system on a small library, asked without a socket.
class PageRoutesTest : public testing::Test {
 protected:
  PageRoutesTest() {
    test::write_small_content(content_);
    service::Settings settings;
    settings.content = content_.path();
    settings.data = data_.path();
    auto app = App::open(settings, {[] { return Timestamp{std::chrono::seconds{1'795'392'000}}; },
                                    [this] { return fmt::format("{:032x}", ++contacts_); }});
    if (!app) throw std::runtime_error(app.error().message);
    app_ = *std::move(app);
    router_.emplace(page_routes(*app_, checkout_views()));
  }

  http::Response ask(const std::string& method, const std::string& path, Fields fields = {},
                     Fields headers = {}) const {
    http::Request request;
    request.headers = std::move(headers);
    request.method = method;
    request.path = path;
    request.fields = std::move(fields);
    auto match = router_->find(method, path);
    if (match.handler == nullptr) throw std::runtime_error(method + " " + path + " has no route");
    request.captures = std::move(match.captures);
    return (*match.handler)(request);
  }

  static std::string location(const http::Response& response) {
    for (const auto& [name, value] : response.headers) {
      if (name == "Location") return value;
    }
    return {};
  }

  // The path of a contact just opened.
  std::string open_contact() const {
    return location(
        ask("POST", "/panel", {{"phone", "13880000001"}, {"symptom", "屋里没信号"}, {"channel", "hotline"}}));
  }

  test::ScratchFolder content_;
  test::ScratchFolder data_;
  int contacts_ = 0;
  std::unique_ptr<App> app_;
  std::optional<http::Router> router_;
};

TEST_F(PageRoutesTest, RootLeadsToThePanel) {
  const auto response = ask("GET", "/");
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(location(response), "/panel");
}

TEST_F(PageRoutesTest, SymptomLeadsToAContactWhoseAddressHoldsNoNumber) {
  const std::string path = open_contact();
  EXPECT_THAT(path, AllOf(StartsWith("/panel/"), Not(HasSubstr("1388"))));
  const auto page = ask("GET", path);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, AllOf(HasSubstr("138 8000 0001"), HasSubstr("id=\"solution-indoor-weak\"")));
  EXPECT_THAT(page.headers, testing::Contains(testing::Pair("Cache-Control", "no-store")));
}

TEST_F(PageRoutesTest, WrongNumberComesBackWithEverythingTyped) {
  const auto page =
      ask("POST", "/panel", {{"phone", "12"}, {"symptom", "屋里没信号"}, {"channel", "counter"}});
  EXPECT_EQ(page.status, 400);
  EXPECT_THAT(page.body, AllOf(HasSubstr("role=\"alert\""), HasSubstr("value=\"12\""),
                               HasSubstr(">屋里没信号</"), HasSubstr("value=\"counter\" checked")));
}

TEST_F(PageRoutesTest, FieldsAreCalledAsThePageCallsThem) {
  const auto page = ask("POST", "/panel", {{"phone", "13880000001"}, {"symptom", std::string(10'001, 'x')}});
  EXPECT_EQ(page.status, 400);
  EXPECT_THAT(page.body, AllOf(HasSubstr("客户怎么说："), Not(HasSubstr("symptom："))));
}

TEST_F(PageRoutesTest, AnswerBecomesAFact) {
  const std::string path = open_contact();
  const auto answered = ask("POST", path + "/answers", {{"place", "elevator"}});
  EXPECT_EQ(answered.status, 303);
  EXPECT_EQ(location(answered), path);
  EXPECT_THAT(ask("GET", path).body, HasSubstr("<span>场所</span> <b>电梯</b>"));
}

TEST_F(PageRoutesTest, AScriptGetsThePartAtOnce) {
  http::Request request;
  request.method = "POST";
  request.headers = {{"x-part", "contact"}};
  request.fields = {{"phone", "13880000001"}, {"symptom", "屋里没信号"}};
  const auto part = router_->find("POST", "/panel");
  const auto opened = (*part.handler)(request);
  EXPECT_EQ(opened.status, 200);
  EXPECT_THAT(opened.body, AllOf(HasSubstr("data-number=\"138 8000 0001\""), Not(HasSubstr("<html"))));
  request.fields["phone"] = "12";
  EXPECT_EQ((*part.handler)(request).status, 400);
}

TEST_F(PageRoutesTest, SymptomSaidAnewStaysTheSameContact) {
  const std::string path = open_contact();
  EXPECT_EQ(location(ask("POST", path + "/symptom", {{"symptom", "电梯里没信号"}})), path);
  EXPECT_THAT(ask("GET", path).body, HasSubstr(">电梯里没信号</textarea>"));
  EXPECT_EQ(ask("POST", path + "/symptom", {{"symptom", std::string(10'001, 'x')}}).status, 400);
}

TEST_F(PageRoutesTest, TheLanguageSwitchLeadsNowhereElse) {
  const auto chosen = ask("POST", "/language", {{"lang", "en"}, {"back", "/cases"}});
  EXPECT_EQ(location(chosen), "/cases");
  EXPECT_THAT(chosen.headers, testing::Contains(testing::Pair("Set-Cookie", StartsWith("lang=en;"))));
  for (const char* away : {"//evil.example", "https://evil.example", "/\\evil.example", ""})
    EXPECT_EQ(location(ask("POST", "/language", {{"lang", "en"}, {"back", away}})), "/panel") << away;
}

TEST_F(PageRoutesTest, OnlyOneAnswerAtATimeAndOnlyAKnownOne) {
  const std::string path = open_contact();
  for (const Fields& fields : {Fields{}, Fields{{"place", "indoor"}, {"coverage", "weak"}},
                               Fields{{"place", "moon"}}, Fields{{"<b>", "x"}}}) {
    const auto page = ask("POST", path + "/answers", fields);
    EXPECT_EQ(page.status, 400);
    EXPECT_THAT(page.body,
                AllOf(HasSubstr("role=\"alert\""), HasSubstr("138 8000 0001"), Not(HasSubstr("<b>："))));
  }
}

TEST_F(PageRoutesTest, OutcomeIsRecordedAndSaid) {
  const std::string path = open_contact();
  const auto recorded = ask("POST", path + "/outcome", {{"case", "indoor-weak"}, {"result", "resolved"}});
  EXPECT_EQ(recorded.status, 303);
  EXPECT_EQ(location(recorded), path + "?done=resolved&case=indoor-weak");
  const auto page = ask("GET", path, {{"done", "resolved"}, {"case", "indoor-weak"}});
  EXPECT_THAT(page.body, HasSubstr("已记录：已解决"));
}

TEST_F(PageRoutesTest, RefusedOutcomeKeepsTheNote) {
  const std::string path = open_contact();
  const auto page =
      ask("POST", path + "/outcome", {{"case", "indoor-weak"}, {"result", "maybe"}, {"note", "试过了"}});
  EXPECT_EQ(page.status, 400);
  EXPECT_THAT(page.body, AllOf(HasSubstr("没有选结果"), HasSubstr(">试过了</textarea>")));
}

TEST_F(PageRoutesTest, UnknownContactGetsTheEmptyFormAndTheReason) {
  const auto page = ask("GET", "/panel/00000000000000000000000000000000");
  EXPECT_EQ(page.status, 404);
  EXPECT_THAT(page.body, AllOf(HasSubstr("没有这次接触"), HasSubstr("name=\"phone\"")));
}

TEST_F(PageRoutesTest, CasesAreFoundMarkedAndOpened) {
  const auto list = ask("GET", "/cases", {{"q", "电梯"}});
  EXPECT_EQ(list.status, 200);
  EXPECT_THAT(list.body, AllOf(HasSubstr("<mark>电梯</mark>"), HasSubstr("/cases/elevator")));
  const auto article = ask("GET", "/cases/elevator");
  EXPECT_EQ(article.status, 200);
  EXPECT_THAT(article.body, HasSubstr("<h2>处理</h2>"));
}

TEST_F(PageRoutesTest, CategoriesStayInReachWithinACategory) {
  const auto page = ask("GET", "/cases", {{"category", "network/volte"}});
  EXPECT_THAT(page.body, AllOf(HasSubstr("category=network/indoor\">"),
                               HasSubstr("category=network/volte\" aria-current=\"true\">")));
}

TEST_F(PageRoutesTest, WrongSearchIsSaidInPlace) {
  EXPECT_EQ(ask("GET", "/cases", {{"category", "nowhere"}}).status, 400);
  const auto page = ask("GET", "/cases", {{"q", "电梯"}, {"cursor", "zz"}});
  EXPECT_EQ(page.status, 400);
  EXPECT_THAT(page.body, AllOf(HasSubstr("页码："), HasSubstr("value=\"电梯\"")));
}

TEST_F(PageRoutesTest, MissingCaseIsAPageOfItsOwn) {
  const auto page = ask("GET", "/cases/nope");
  EXPECT_EQ(page.status, 404);
  EXPECT_THAT(page.body, HasSubstr("没有这个案例"));
}

TEST_F(PageRoutesTest, ACounterWithoutClerksIsOpenAndOneWithClerksIsLocked) {
  EXPECT_EQ(ask("GET", "/counter").status, 200);
  ASSERT_TRUE(app_->clerks().set_pin("李敏", "4711"));
  const auto locked = ask("GET", "/counter");
  EXPECT_EQ(locked.status, 401);
  EXPECT_THAT(locked.body, AllOf(HasSubstr("value=\"李敏\""), HasSubstr("type=\"password\""),
                                 Not(HasSubstr("id=\"phone\""))));
  EXPECT_EQ(ask("POST", "/counter", {{"phone", "13880000001"}}).status, 401);
  EXPECT_EQ(ask("GET", "/panel").status, 200) << "the hotline has no PIN";
}

TEST_F(PageRoutesTest, WhoUnlocksTheCounterIsNamedOnWhatHeOpensAndRecords) {
  ASSERT_TRUE(app_->clerks().set_pin("李敏", "4711"));
  const auto wrong = ask("POST", "/counter/unlock", {{"clerk", "李敏"}, {"pin", "4712"}});
  EXPECT_EQ(wrong.status, 401);
  EXPECT_THAT(wrong.body, AllOf(HasSubstr("还可以试 4 次"), Not(HasSubstr("4712"))));
  const auto opened =
      ask("POST", "/counter/unlock", {{"clerk", "李敏"}, {"pin", "4711"}, {"back", "//evil.example"}});
  EXPECT_EQ(opened.status, 303);
  EXPECT_EQ(location(opened), "/counter");
  std::string cookie;
  for (const auto& [name, value] : opened.headers) {
    if (name == "Set-Cookie") cookie = value;
  }
  EXPECT_THAT(cookie, AllOf(StartsWith("clerk="), HasSubstr("HttpOnly"), Not(HasSubstr("Secure"))));
  const auto by_tls =
      ask("POST", "/counter/unlock", {{"clerk", "李敏"}, {"pin", "4711"}}, {{"x-forwarded-proto", "https"}});
  EXPECT_THAT(by_tls.headers, testing::Contains(testing::Pair("Set-Cookie", HasSubstr("; Secure"))));
  const Fields headers{{"cookie", "lang=zh-CN; " + cookie.substr(0, cookie.find(';'))}};
  EXPECT_THAT(ask("GET", "/counter", {}, headers).body, HasSubstr("李敏"));
  const std::string path =
      location(ask("POST", "/counter",
                   {{"phone", "13880000001"}, {"symptom", "屋里没信号"}, {"channel", "counter"}}, headers));
  const auto contact = app_->resolver().revisit(path.substr(std::string("/counter/").size()));
  ASSERT_TRUE(contact);
  EXPECT_EQ(contact->contact.agent, "李敏");
  const auto done =
      ask("POST", path + "/outcome", {{"case", "indoor-weak"}, {"result", "resolved"}}, headers);
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(location(ask("POST", "/counter/lock", {}, headers)), "/counter");
  EXPECT_EQ(ask("GET", "/counter", {}, headers).status, 401);
  const auto shown = ask("POST", path + "/show", {{"case", "indoor-weak"}}, headers);
  EXPECT_EQ(shown.status, 401);
}

TEST_F(PageRoutesTest, AWithdrawnCaseInFrontIsNamedWithItsOutcomeStillRecordable) {
  const std::string path = open_contact();
  const Fields headers{{"x-part", "contact"}, {"x-holding", "indoor-weak"}};
  EXPECT_THAT(ask("GET", path, {}, headers).body, Not(HasSubstr("id=\"withdrawn\"")));
  std::filesystem::remove(content_.path() / "cases/network/indoor-weak.md");
  ASSERT_TRUE(app_->knowledge().refresh().value());
  EXPECT_THAT(ask("GET", path, {}, headers).body,
              AllOf(HasSubstr("id=\"withdrawn\""), HasSubstr("data-withdrawn=\"indoor-weak\"")));
  const auto done = ask("POST", path + "/outcome", {{"case", "indoor-weak"}, {"result", "resolved"}});
  EXPECT_EQ(done.status, 303);
  EXPECT_THAT(ask("GET", path, {{"done", "resolved"}, {"case", "indoor-weak"}}).body,
              HasSubstr("已记录：已解决"));
}

TEST_F(PageRoutesTest, TheCasePageSaysHowTheCaseIsUsed) {
  open_contact();
  app_->flush();
  EXPECT_THAT(ask("GET", "/cases/indoor-weak").body, HasSubstr("推荐 1 次，其中排第一 1 次"));
}

}  // namespace
}  // namespace firstfix::pages
