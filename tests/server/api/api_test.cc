// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "tests/server/api/api_fixture.h"

namespace firstfix {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST_F(Api, TheValidatorCanFail) {
  EXPECT_THAT(openapi_.faults("/api/v1/resolve", "post", 200, {{"contact", "x"}}), Not(IsEmpty()));
  EXPECT_THAT(openapi_.faults("/readyz", "get", 200, {{"status", 1}, {"cases", 1}, {"problems", 0}}),
              Not(IsEmpty()));
}

TEST_F(Api, EveryRouteIsDescribedAndEveryDescriptionRouted) {
  std::vector<std::string> routed;
  for (const http::Route& route : api::api_routes(*app_, test::catalogues(), {})) {
    if (route.pattern != "/api/v1/openapi.yaml") routed.push_back(route.method + " " + route.pattern);
  }
  EXPECT_THAT(routed, testing::UnorderedElementsAreArray(openapi_.operations()));
}

TEST_F(Api, NamesWhatMakesACallerUpset) {
  const json answer = resolve({{"phone", "13880009999"}, {"symptom", "没信号，我要投诉"}});
  std::vector<std::string> kinds;
  for (const json& notice : answer.at("notices")) kinds.push_back(notice.at("kind"));
  EXPECT_THAT(kinds, testing::Contains("dissatisfied"));
}

TEST_F(Api, SpeaksTheLanguageAskedForAndChineseUnlessAsked) {
  const std::string body = json{{"phone", "13880009999"}, {"symptom", "没信号，我要投诉"}}.dump();
  const auto ask = [&](const char* headers) {
    return test::request(port_, "POST", "/api/v1/resolve", body, "application/json", headers);
  };
  const auto upset = [](const json& answer) {
    for (const json& notice : answer.at("notices")) {
      if (notice.at("kind") == "dissatisfied") return notice.at("text").get<std::string>();
    }
    return std::string();
  };
  const HttpAnswer english = ask("Accept-Language: en-GB,zh;q=0.5\r\n");
  const json spoken = json::parse(english.body);
  EXPECT_THAT(openapi_.faults("/api/v1/resolve", "post", 200, spoken), IsEmpty());
  EXPECT_EQ(english.header("content-language"), "en");
  EXPECT_THAT(english.header("vary"), HasSubstr("Accept-Language"));
  EXPECT_EQ(upset(spoken),
            "Customer may be upset: mentioned “投诉”. Acknowledge that first, then deal with the problem");
  EXPECT_THAT(spoken["solutions"][0]["why"][0]["text"].get<std::string>(), HasSubstr("customer"));
  const json region = spoken["facts"][0];
  EXPECT_EQ(region["id"], "region");
  EXPECT_THAT(region["value"].get<std::string>(), HasSubstr("四川")) << "for programs and replies";
  EXPECT_THAT(region["label"].get<std::string>(), HasSubstr("Sichuan"));
  EXPECT_EQ(spoken["question"]["options"].back()["label"], "Don't know");
  for (const char* headers :
       {"", "Accept-Language: fr\r\n", "Cookie: lang=zh-CN\r\nAccept-Language: en\r\n"}) {
    const HttpAnswer chinese = ask(headers);
    EXPECT_EQ(chinese.header("content-language"), "zh-CN");
    EXPECT_EQ(upset(json::parse(chinese.body)), "客户可能不满：说到“投诉”。先安抚，再办事");
  }
}

TEST_F(Api, ServesItsDescription) {
  const HttpAnswer answer = test::request(port_, "GET", "/api/v1/openapi.yaml");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, openapi_text());
}

TEST_F(Api, AContactGoesFromSymptomToOutcome) {
  const json first = resolve({{"phone", "138 8000 0001"}, {"symptom", "没信号"}, {"channel", "hotline"}});
  const std::string contact = first["contact"];
  ASSERT_FALSE(first["question"].is_null());
  EXPECT_EQ(first["question"]["options"].back()["value"], "unknown");
  const json size = first["solutions"][0]["reply"]["sms_size"];
  EXPECT_EQ(size["encoding"], "ucs2");
  EXPECT_EQ(size["segments"], 1);
  EXPECT_GT(size["length"], 5);

  const json answered =
      call("POST", "/api/v1/contacts/{id}/answers", fmt::format("/api/v1/contacts/{}/answers", contact), 200,
           R"({"facts": {"place": "elevator"}})");
  EXPECT_EQ(answered["contact"], contact);
  EXPECT_EQ(answered["solutions"][0]["case"], "elevator");
  EXPECT_EQ(call("GET", "/api/v1/contacts/{id}", "/api/v1/contacts/" + contact, 200)["solutions"],
            answered["solutions"]);

  const json outcome = record(contact, {{"case", "elevator"}, {"result", "resolved"}, {"note", "好了"}});
  EXPECT_EQ(record(contact, {{"case", "elevator"}, {"result", "resolved"}, {"note", "好了"}}), outcome)
      << "idempotent";
}

TEST_F(Api, NamesThePicturesThatFitInTheAskersLanguage) {
  content_.write("pictures.yaml",
                 "- {id: bars, alt: 一格, alt_en: One bar}\n- {id: old, alt: 老手机, alt_en: Old, "
                 "when: {device.volte: [\"no\"]}}\n- {id: no-drawing, alt: 无, alt_en: None}\n");
  std::string text =
      test::case_text({"elevator", "电梯信号中断", "电梯里没信号", "place: [elevator]", "place"});
  text.insert(text.find("symptoms:"), "pictures: [bars, old, no-drawing]\n");
  content_.write("cases/network/elevator.md", text);
  ASSERT_TRUE(app_->knowledge().refresh().value());
  const json body{
      {"phone", "13880009999"}, {"symptom", "电梯里没信号"}, {"facts", {{"device.volte", "yes"}}}};
  const json first = resolve(body)["solutions"][0];
  ASSERT_EQ(first["case"], "elevator");
  EXPECT_EQ(first["pictures"], json::parse(R"([{"url": "/static/picture-bars.svg?v=1", "alt": "一格"}])"));
  const HttpAnswer english = test::request(port_, "POST", "/api/v1/resolve", body.dump(), "application/json",
                                           "Accept-Language: en\r\n");
  EXPECT_EQ(json::parse(english.body)["solutions"][0]["pictures"][0]["alt"], "One bar");
}

TEST_F(Api, WordsSaidAnewReplaceTheEarlierOnesOfTheSameContact) {
  const std::string contact = resolve({{"phone", "13880000001"}})["contact"];
  const auto restate = [&](const json& body, int status) {
    return call("POST", "/api/v1/contacts/{id}/symptom", fmt::format("/api/v1/contacts/{}/symptom", contact),
                status, body.dump());
  };
  EXPECT_EQ(restate({{"symptom", "电梯里没信号"}}, 200)["solutions"][0]["case"], "elevator");
  const json again = restate({{"symptom", "在家没信号"}, {"channel", "counter"}}, 200);
  EXPECT_EQ(again["contact"], contact);
  EXPECT_EQ(again["solutions"],
            call("GET", "/api/v1/contacts/{id}", "/api/v1/contacts/" + contact, 200)["solutions"]);
  restate({{"symptom", "x"}, {"channel", "fax"}}, 400);
  restate({{"symptom", std::string(10'001, 'x')}}, 400);
  restate(json::object(), 400);
}

TEST_F(Api, SignalsPopsAndProgressLinksGoAroundAContact) {
  const auto post = [&](const std::string& path, const std::string& target, const json& body, int status) {
    return call("POST", path, target, status, body.dump());
  };
  const json popped = post("/api/v1/screen-pop", "/api/v1/screen-pop",
                           {{"agent", "1001"}, {"phone", "13880000001"}, {"symptom", "电梯里没信号"}}, 200);
  const std::string contact = popped["contact"];
  EXPECT_EQ(call("GET", "/api/v1/screen-pop", "/api/v1/screen-pop?agent=1001", 200)["pop"], popped);
  EXPECT_TRUE(call("GET", "/api/v1/screen-pop", "/api/v1/screen-pop?agent=1002", 200)["pop"].is_null());
  call("GET", "/api/v1/screen-pop", "/api/v1/screen-pop", 400);
  post("/api/v1/screen-pop", "/api/v1/screen-pop", {{"agent", "1001"}, {"phone", "12"}}, 400);
  post("/api/v1/screen-pop", "/api/v1/screen-pop",
       {{"agent", "1001"}, {"phone", "13880000001"}, {"channel", "fax"}}, 400);

  const auto signals = [&](const std::string& of) { return fmt::format("/api/v1/contacts/{}/signals", of); };
  const std::string described = "/api/v1/contacts/{id}/signals";
  post(described, signals(contact), {{"case", "elevator"}, {"kind", "copied"}, {"form", "voice"}}, 200);
  post(described, signals(contact), {{"case", "elevator"}, {"kind", "loved"}}, 400);
  post(described, signals(kNobody), {{"case", "elevator"}, {"kind", "picked"}}, 404);

  const auto track = fmt::format("/api/v1/contacts/{}/track", contact);
  post("/api/v1/contacts/{id}/track", track, {{"case", "elevator"}}, 200);
  post("/api/v1/contacts/{id}/track", track, {{"case", "nothing"}}, 400);
}

TEST_F(Api, AcceptsNumbersAsPeopleTypeThem) {
  for (const char* phone : {"138 0013 8000", "+86 138-0013-8000", "１３８００１３８０００", "028-85123456",
                            "10086", "+44 7911 123456"}) {
    resolve({{"phone", phone}, {"symptom", "没信号"}});
  }
}

TEST_F(Api, OffersADialogueThatWasBrokenOff) {
  const json first =
      resolve({{"phone", "13800138000"}, {"symptom", "没信号"}, {"facts", {{"device.volte", "unknown"}}}});
  EXPECT_TRUE(first["resume"].is_null());
  record(first["contact"], {{"case", "indoor-weak"}, {"result", "unresolved"}});
  const json open = resolve({{"phone", "13800138000"}})["resume"];
  EXPECT_EQ(open["contact"], first["contact"]);
  EXPECT_EQ(open["symptom"], "没信号");
  EXPECT_EQ(open["answers"][0]["label"], "不清楚");
  EXPECT_EQ(open["question"]["fact"], first["question"]["fact"]);
  EXPECT_EQ(open["tried"][0]["case"], "indoor-weak");
}

TEST_F(Api, TellsTheFirstContactResolutionThatCounts) {
  const json first = resolve({{"phone", "13800138000"}, {"symptom", "电梯里没信号"}, {"agent", "工号 1001"}});
  const json standing = call("GET", "/api/v1/fcr", "/api/v1/fcr", 200);
  EXPECT_EQ(standing["total"]["with_outcome"], 0);
  EXPECT_TRUE(standing["total"]["rate"].is_null());
  record(first["contact"], {{"case", "elevator"}, {"result", "resolved"}});
  EXPECT_EQ(call("GET", "/api/v1/fcr", "/api/v1/fcr", 200)["total"]["provisional"], 1);
  resolve({{"phone", "13800138000"}, {"symptom", "电梯里没信号"}});
  app_->flush();
  for (const char* by : {"day", "region", "category", "channel", "case", "agent"}) {
    const json counted = call("GET", "/api/v1/fcr", fmt::format("/api/v1/fcr?by={}", by), 200);
    EXPECT_EQ(counted["total"]["taken_back"], 1) << by;
    EXPECT_EQ(counted["total"]["provisional_rate"], 0.0) << by;
  }
  const json by_agent = call("GET", "/api/v1/fcr", "/api/v1/fcr?by=agent", 200);
  EXPECT_EQ(by_agent["rows"].back()["label"], "工号 1001");
  for (const char* bad : {"by=moon", "from=2026-13-01", "to=x", "from=2026-11-22&to=2026-11-21"})
    call("GET", "/api/v1/fcr", fmt::format("/api/v1/fcr?{}", bad), 400);
}

TEST_F(Api, TellsExpertsWhatBecameOfTheCasesOffered) {
  const json contact = resolve({{"phone", "13800138000"}, {"symptom", "电梯里没信号"}})["contact"];
  const auto signals = fmt::format("/api/v1/contacts/{}/signals", contact.get<std::string>());
  const json copied{{"case", "elevator"}, {"kind", "copied"}, {"form", "voice"}};
  const json signal = call("POST", "/api/v1/contacts/{id}/signals", signals, 200, copied.dump());
  EXPECT_EQ(signal["version"].get<std::string>().size(), 16U);
  record(contact, {{"case", "elevator"}, {"result", "resolved"}});
  app_->flush();
  const json counted = call("GET", "/api/v1/case-use", "/api/v1/case-use?days=7", 200);
  EXPECT_EQ(counted["days"], 7);
  const json& cases = counted["cases"];
  const auto elevator =
      std::ranges::find_if(cases, [](const json& one) { return one["case"] == "elevator"; });
  ASSERT_NE(elevator, cases.end());
  EXPECT_EQ((*elevator)["offered"], 1);
  EXPECT_EQ((*elevator)["copied"], 1);
  EXPECT_EQ((*elevator)["resolved"], 1);
  for (const char* bad : {"0", "366", "x", "7x"})
    call("GET", "/api/v1/case-use", fmt::format("/api/v1/case-use?days={}", bad), 400);
}

TEST_F(Api, KeepsWhatTheLibraryHasNoAnswerToForTheExperts) {
  const std::string lost = "/api/v1/search?q=%E9%9D%93%E5%8F%B7%E8%BF%87%E6%88%B7";  // 靓号过户
  call("GET", "/api/v1/search", lost, 200);
  const std::string typing =
      fmt::format("GET {}%E8%A6%81 HTTP/1.1\r\nHost: x\r\nX-Typing: 1\r\nConnection: close\r\n\r\n", lost);
  EXPECT_THAT(test::send_raw(port_, typing, 10'000), testing::HasSubstr(" 200 "));
  resolve({{"phone", "13880009999"}, {"symptom", "想把靓号过户给别人"}});
  app_->flush();
  const json gaps = call("GET", "/api/v1/knowledge-gaps", "/api/v1/knowledge-gaps?days=7", 200);
  ASSERT_EQ(gaps["gaps"].size(), 2U);
  for (const json& gap : gaps["gaps"]) {
    EXPECT_EQ(gap["text"], gap["source"] == "search" ? "靓号过户" : "想把靓号过户给别人");
    EXPECT_EQ(gap["times"], 1);
  }
  for (const char* bad : {"days=0", "days=x", "limit=0", "limit=501"})
    call("GET", "/api/v1/knowledge-gaps", fmt::format("/api/v1/knowledge-gaps?{}", bad), 400);
}

TEST_F(Api, SearchesWithHighlightsFacetsAndCursors) {
  const json found = call("GET", "/api/v1/search", "/api/v1/search?q=%E7%94%B5%E6%A2%AF&limit=1", 200);
  EXPECT_EQ(found["cases"][0]["case"], "elevator");
  EXPECT_EQ(found["categories"][0]["id"], "network/indoor");
  const json all = call("GET", "/api/v1/search", "/api/v1/search?limit=2", 200);
  EXPECT_EQ(all["total"], 3);
  const json rest =
      call("GET", "/api/v1/search", "/api/v1/search?limit=2&cursor=" + all["cursor"].get<std::string>(), 200);
  EXPECT_EQ(rest["cases"].size(), 1U);
  EXPECT_TRUE(rest["cursor"].is_null());
  for (const char* bad : {"limit=x", "limit=0", "sort=x", "confidence=x", "updated_since=x", "kind=poem",
                          "category=moon", "audience=cat", "cursor=%00", "q=%FF"}) {
    call("GET", "/api/v1/search", fmt::format("/api/v1/search?{}", bad), 400);
  }
}

TEST_F(Api, ShowsACaseWithoutHoles) {
  const json article = call("GET", "/api/v1/cases/{id}", "/api/v1/cases/indoor-weak", 200);
  EXPECT_EQ(article["conditions"]["coverage"], json::array({"weak", "none"}));
  EXPECT_EQ(article["reply"]["voice"], "您好，您所在的位置的室内信号弱已记录。");
}

TEST_F(Api, TellsItsHealthAndWhatAuthorsMustMend) {
  EXPECT_EQ(test::request(port_, "GET", "/livez").status, 200);
  EXPECT_EQ(call("GET", "/readyz", "/readyz", 200)["cases"], 3);
  EXPECT_THAT(call("GET", "/api/v1/problems", "/api/v1/problems", 200)["problems"], IsEmpty());
  content_.write("cases/network/elevator.md", "---\nid: elevator\n");
  ASSERT_TRUE(app_->knowledge().refresh());
  const json problems = call("GET", "/api/v1/problems", "/api/v1/problems", 200)["problems"];
  ASSERT_THAT(problems, Not(IsEmpty()));
  EXPECT_EQ(problems[0]["file"], "cases/network/elevator.md");
}

TEST_F(Api, NoNumberReachesTheLog) {
  const std::string contact = resolve({{"phone", "13800138000"}, {"symptom", "13800138000"}})["contact"];
  record(contact, {{"result", "escalated"}, {"note", "13800138000"}});
  EXPECT_THAT(log(), Not(HasSubstr("138")));
  EXPECT_THAT(log(), HasSubstr("/api/v1/resolve"));
}

}  // namespace
}  // namespace firstfix
