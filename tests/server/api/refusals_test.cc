// SPDX-License-Identifier: GPL-3.0-or-later
// What the API refuses, and in whose words.
#include <utility>
#include <vector>

#include "tests/server/api/api_fixture.h"

namespace firstfix {
namespace {

using testing::HasSubstr;

TEST_F(Api, RefusesBadInputByNameAndInTheDescribedForm) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"{", "JSON"},
      {"[]", "对象"},
      {"{\"phone\": \"\xFF\"}", "UTF-8"},
      {"{}", "phone"},
      {R"({"phone": 13800138000})", "phone"},
      {R"({"phone": "abc"})", ""},
      {R"({"phone": "138", "symptom": ""})", ""},
      {R"({"phone": "13800138000", "symptom": 5})", "symptom"},
      {R"({"phone": "13800138000", "symtom": "x"})", "symtom"},
      {R"({"phone": "13800138000", "channel": "fax"})", "channel"},
      {R"({"phone": "13800138000", "limit": -1})", "limit"},
      {R"({"phone": "13800138000", "limit": 1e99})", "limit"},
      {R"({"phone": "13800138000", "facts": []})", "facts"},
      {R"({"phone": "13800138000", "facts": {"place": 1}})", "place"},
      {R"({"phone": "13800138000", "facts": {"place": "moon"}})", "place"},
      {R"({"phone": "13800138000", "facts": {"weather": "rain"}})", "weather"},
      {std::string(1000, '['), "层"},
      {R"({"phone": "13800138000", "facts": )" + std::string(100'000, '['), "层"},
  };
  for (const auto& [body, named] : table) {
    const json problem = call("POST", "/api/v1/resolve", "/api/v1/resolve", 400, body);
    EXPECT_THAT(problem.value("detail", ""), HasSubstr(named)) << body.substr(0, 80);
    EXPECT_EQ(problem.value("code", ""), "invalid");
    expect_english("POST", "/api/v1/resolve", body);
  }
}

TEST_F(Api, RefusesInEnglishWhoeverAsksInEnglish) {
  const std::string contact = resolve({{"phone", "13880009999"}})["contact"];
  const std::string base = "/api/v1/contacts/" + contact;
  for (const char* target : {"/nowhere",
                             "/api/v1/cases/gone",
                             "/api/v1/search?kind=x",
                             "/api/v1/search?category=x",
                             "/api/v1/search?cursor=x",
                             "/api/v1/search?sort=x",
                             "/api/v1/search?updated_since=x",
                             "/api/v1/search?limit=0",
                             "/api/v1/search?limit=x",
                             "/api/v1/search?audience=x",
                             "/api/v1/search?confidence=x",
                             "/api/v1/search?q=%FF",
                             "/api/v1/fcr?by=x",
                             "/api/v1/fcr?from=x",
                             "/api/v1/fcr?from=2026-11-22&to=2026-11-21",
                             "/api/v1/fcr?from=2020-11-22&to=2026-11-21",
                             "/api/v1/case-use?days=0",
                             "/api/v1/knowledge-gaps?days=0",
                             "/api/v1/knowledge-gaps?limit=0",
                             "/api/v1/screen-pop",
                             "/api/v1/contacts/none"})
    expect_english("GET", target);
  expect_english("GET", base + "/map");
  expect_english("DELETE", "/api/v1/resolve");
  for (const char* phone :
       {"", "abc", "42", "8512345", "12012345678", "1380013800", "028-85", "99999999999999", "+999123456789",
        "+44 7", "13800138000、13900139000", "028123456789012"})
    expect_english("POST", "/api/v1/resolve", json{{"phone", phone}}.dump());
  expect_english("POST", base + "/answers", R"({"facts": {}})");
  expect_english("POST", base + "/outcome", R"({"result": "resolved"})");
  expect_english("POST", base + "/outcome", R"({"result": "resolved", "case": "gone"})");
  expect_english("POST", base + "/outcome", R"({"result": "maybe"})");
  expect_english("POST", base + "/signals", R"({"case": "elevator", "kind": "loved"})");
  expect_english("POST", base + "/signals", R"({"case": "elevator", "kind": "copied", "form": "song"})");
  expect_english("POST", base + "/symptom", R"({"symptom": "x", "channel": "fax"})");
  expect_english("POST", "/api/v1/screen-pop", R"({"agent": "", "phone": "13800138000"})");
}

TEST_F(Api, RefusesATooLongSymptomAndATooLargeBody) {
  std::string symptom;
  for (int i = 0; i < 10'001; ++i) symptom += "信";
  EXPECT_THAT(resolve({{"phone", "13800138000"}, {"symptom", symptom}}, 400)["detail"].get<std::string>(),
              HasSubstr("symptom"));
  resolve({{"phone", "13800138000"}, {"symptom", std::string(300'000, 'x')}}, 413);
}

TEST_F(Api, RefusesOtherContentTypes) {
  EXPECT_EQ(test::request(port_, "POST", "/api/v1/resolve", "phone=1", "text/plain").status, 400);
}

TEST_F(Api, UnknownContactsAndCasesAreProblems) {
  EXPECT_EQ(record(kNobody, {{"case", "elevator"}, {"result", "resolved"}}, 404)["code"], "not_found");
  call("POST", "/api/v1/contacts/{id}/answers", fmt::format("/api/v1/contacts/{}/answers", kNobody), 404,
       R"({"facts": {"place": "indoor"}})");
  call("GET", "/api/v1/contacts/{id}", "/api/v1/contacts/" + kNobody, 404);
  call("GET", "/api/v1/cases/{id}", "/api/v1/cases/gone", 404);
  const std::string contact = resolve({{"phone", "13800138000"}})["contact"];
  EXPECT_THAT(record(contact, {{"case", "gone"}, {"result", "resolved"}}, 400)["detail"].get<std::string>(),
              HasSubstr("gone"));
  record(contact, {{"case", "elevator"}, {"result", "maybe"}}, 400);
  record(contact, {{"case", "elevator"}}, 400);
}

}  // namespace
}  // namespace firstfix
