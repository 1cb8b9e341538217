// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/operator/camara.h"

#include <gtest/gtest.h>

namespace firstfix::operators {
namespace {

const Timestamp kNow = *parse_rfc3339("2026-11-22T08:00:00Z");
const std::string kTime = R"("lastStatusTime":"2026-11-22T07:59:00Z")";

TEST(Camara, ReadsACircleAndAPolygon) {
  NetworkState state;
  ASSERT_TRUE(read_answer(Api::location,
                          R"({"lastLocationTime":"2026-11-22T15:45:30+08:00","area":{"areaType":"CIRCLE",
                              "center":{"latitude":30.5,"longitude":104.06},"radius":400}})",
                          kNow, state));
  EXPECT_DOUBLE_EQ(state.location->centre.latitude, 30.5);
  EXPECT_DOUBLE_EQ(state.location->radius_m, 400);
  EXPECT_EQ(to_rfc3339(state.location->at), "2026-11-22T07:45:30Z");
  ASSERT_TRUE(
      read_answer(Api::location,
                  R"({"lastLocationTime":"2026-11-22T07:45:30Z","area":{"areaType":"POLYGON","boundary":[
                              {"latitude":30.0,"longitude":104.0},{"latitude":30.0,"longitude":104.02},
                              {"latitude":30.03,"longitude":104.01}]}})",
                  kNow, state));
  EXPECT_NEAR(state.location->centre.latitude, 30.01, 1e-9);
  EXPECT_NEAR(state.location->radius_m, 2224, 10);
}

TEST(Camara, ReadsTheOtherAnswers) {
  NetworkState state;
  ASSERT_TRUE(
      read_answer(Api::device, R"({"tac":"86012301","model":"X1","manufacturer":"星河"})", kNow, state));
  EXPECT_EQ(state.device->tac, "86012301");
  ASSERT_TRUE(read_answer(Api::reachability, "{" + kTime + R"(,"reachable":true,"connectivity":["SMS"]})",
                          kNow, state));
  EXPECT_TRUE(state.reachability->by_sms);
  EXPECT_FALSE(state.reachability->by_data);
  ASSERT_TRUE(read_answer(Api::roaming, "{" + kTime + R"(,"roaming":true,"countryCode":460})", kNow, state));
  EXPECT_EQ(state.roaming->country, 460);
  ASSERT_TRUE(read_answer(Api::access, R"({"connectedNetworkType":"4G"})", kNow, state));
  EXPECT_EQ(state.access->access, NetworkState::Access::g4);
}

TEST(Camara, AnUnknownNetworkTypeIsAnAnswerWithoutAFact) {
  NetworkState state;
  EXPECT_TRUE(read_answer(Api::access, R"({"connectedNetworkType":"UNKNOWN"})", kNow, state));
  EXPECT_FALSE(state.access);
}

struct Lie {
  std::string name;
  Api api;
  std::string body;
};

class Lies : public testing::TestWithParam<Lie> {};

TEST_P(Lies, AreRefusedAsAWhole) {
  NetworkState state;
  EXPECT_FALSE(read_answer(GetParam().api, GetParam().body, kNow, state));
  EXPECT_FALSE(state.location || state.device || state.reachability || state.roaming || state.access);
}

std::string circle(const std::string& centre, const std::string& radius,
                   const std::string& time = "2026-11-22T07:45:30Z") {
  return R"({"lastLocationTime":")" + time + R"(","area":{"areaType":"CIRCLE","center":)" + centre +
         R"(,"radius":)" + radius + "}}";
}

INSTANTIATE_TEST_SUITE_P(
    Table, Lies,
    testing::Values(
        Lie{"NoJson", Api::location, "<html>"}, Lie{"Nothing", Api::device, ""},
        Lie{"AList", Api::roaming, "[]"},
        Lie{"LatitudeOffTheEarth", Api::location, circle(R"({"latitude":200,"longitude":0})", "5")},
        Lie{"LatitudeAsText", Api::location, circle(R"({"latitude":"30","longitude":0})", "5")},
        Lie{"RadiusOfAProvince", Api::location, circle(R"({"latitude":30,"longitude":104})", "900000")},
        Lie{"NegativeRadius", Api::location, circle(R"({"latitude":30,"longitude":104})", "-1")},
        Lie{"ATimeToCome", Api::location,
            circle(R"({"latitude":30,"longitude":104})", "5", "2026-11-22T09:00:00Z")},
        Lie{"NoTime", Api::location, circle(R"({"latitude":30,"longitude":104})", "5", "yesterday")},
        Lie{"UnknownArea", Api::location,
            R"({"lastLocationTime":"2026-11-22T07:45:30Z","area":{"areaType":"SQUARE"}})"},
        Lie{"TwoCorners", Api::location,
            R"({"lastLocationTime":"2026-11-22T07:45:30Z","area":{"areaType":"POLYGON","boundary":[
                {"latitude":1,"longitude":1},{"latitude":1,"longitude":2}]}})"},
        Lie{"TacWithLetters", Api::device, R"({"tac":"8601230A"})"},
        Lie{"TacOfSevenDigits", Api::device, R"({"tac":"8601230"})"},
        Lie{"ReachableAsText", Api::reachability, R"({"reachable":"yes"})"},
        Lie{"ConnectivityAsText", Api::reachability, R"({"reachable":true,"connectivity":"DATA"})"},
        Lie{"CountryOfFourDigits", Api::roaming, R"({"roaming":true,"countryCode":4600})"},
        Lie{"SixthGeneration", Api::access, R"({"connectedNetworkType":"6G"})"}),
    [](const auto& row) { return row.param.name; });

TEST(Camara, ErrorsSayWhatToDoNext) {
  const auto body = [](int status, const char* code) {
    return R"({"status":)" + std::to_string(status) + R"(,"code":")" + code + R"(","message":"m"})";
  };
  EXPECT_EQ(read_error(404, body(404, "IDENTIFIER_NOT_FOUND")).failing, Failing::unknown_number);
  EXPECT_EQ(read_error(422, body(422, "LOCATION_RETRIEVAL.UNABLE_TO_LOCATE")).failing,
            Failing::unknown_number);
  EXPECT_EQ(read_error(404, "<html>no such page</html>").failing, Failing::broken);
  EXPECT_EQ(read_error(401, body(401, "UNAUTHENTICATED")).failing, Failing::token);
  EXPECT_EQ(read_error(429, body(429, "QUOTA_EXCEEDED")).failing, Failing::busy);
  EXPECT_EQ(read_error(503, body(503, "UNAVAILABLE")).failing, Failing::broken);
  EXPECT_EQ(read_error(503, body(503, "UNAVAILABLE")).code, "UNAVAILABLE");
  EXPECT_EQ(read_error(503, body(503, "call 13880000001")).code, "") << "no code: it may hold a number";
  EXPECT_EQ(read_error(503, body(500, "INTERNAL")).code, "") << "its status is not the one sent";
}

TEST(Camara, AsksByNumberOnlyAndNotForShortCodes) {
  EXPECT_EQ(request_body(Api::roaming, PhoneNumber("+8613880000001")),
            R"({"device":{"phoneNumber":"+8613880000001"}})");
  EXPECT_FALSE(request_body(Api::roaming, PhoneNumber("10086")));
  EXPECT_EQ(parse_api("connected-network-type"), Api::access);
  EXPECT_FALSE(parse_api("moon"));
}

}  // namespace
}  // namespace firstfix::operators
