// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/problem.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace firstfix::http {
namespace {

TEST(Problem, CarriesWhatRfc9457AsksForAndOurCode) {
  Response response = problem(Error{Code::not_found, "没有这次接触", "请重新查询"});
  put_into_words(response, {"zh-CN"});
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.content_type, "application/problem+json");
  const auto body = nlohmann::json::parse(response.body);
  EXPECT_EQ(body["type"], "about:blank");
  EXPECT_EQ(body["title"], "Not Found");
  EXPECT_EQ(body["status"], 404);
  EXPECT_EQ(body["detail"], "没有这次接触");
  EXPECT_EQ(body["code"], "not_found");
  EXPECT_EQ(body["hint"], "请重新查询");
}

TEST(Problem, EveryCodeHasItsStatus) {
  const std::vector<std::pair<Code, int>> table{
      {Code::invalid, 400},  {Code::unauthorized, 401}, {Code::forbidden, 403}, {Code::not_found, 404},
      {Code::conflict, 409}, {Code::too_many, 429},     {Code::internal, 500},  {Code::unavailable, 503}};
  for (const auto& [code, status] : table) EXPECT_EQ(problem(Error{code, "x", ""}).status, status);
}

TEST(Problem, SpeaksTheLanguageOfTheRequest) {
  Response response = problem(told(Code::invalid, {"said", {{"field", "note"}}}, {"advice"}));
  const Tongue loud{"en", [](const Message& message) { return plain(message) + "!"; }};
  put_into_words(response, loud);
  const auto body = nlohmann::json::parse(response.body);
  EXPECT_EQ(body["detail"], "said field=note!");
  EXPECT_EQ(body["hint"], "advice!");
  EXPECT_EQ(response.headers.front(), (std::pair<std::string, std::string>("Content-Language", "en")));
}

TEST(Problem, LeavesEveryOtherAnswerAlone) {
  Response response = json_response("{}");
  put_into_words(response, {"en"});
  EXPECT_EQ(response.body, "{}");
  EXPECT_TRUE(response.headers.empty());
}

TEST(Problem, TellsWhatFailsInsideToTheLogOnly) {
  Response response = problem(Error{Code::unavailable, "/var/firstfix.db: disk full", ""});
  put_into_words(response, {});
  EXPECT_EQ(response.body.find("firstfix.db"), std::string::npos);
  EXPECT_EQ(response.fault, "/var/firstfix.db: disk full");
}

TEST(Problem, SurvivesBrokenTextInTheDetail) {
  Response response = problem(Error{Code::invalid, "bad \xFF byte", ""});
  put_into_words(response, {});
  EXPECT_NO_THROW(nlohmann::json::parse(response.body));
}

}  // namespace
}  // namespace firstfix::http
