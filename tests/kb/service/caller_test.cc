// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/caller.h"

#include <gmock/gmock.h>

#include "kb/facts/phone.h"
#include "tests/kb/service/world.h"
#include "tests/support/in_words.h"

namespace firstfix::service {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class CallerTest : public World {
 protected:
  Caller look_up(const char* number, const std::string& said = {}) {
    const auto library = knowledge_->snapshot()->library;
    PlaceBook places(*database_);
    places.wait_until_loaded();
    return service::look_up({*database_, settings_, library.get(), &places},
                            {*facts::parse_phone(number), now_, {}, said});
  }
  static std::string detail(const Caller& caller, std::string_view fact) {
    return test::in_chinese(caller.facts.find(fact)->detail);
  }
  static std::string notice(const Caller& caller, std::string_view kind) {
    for (const Notice& notice : caller.notices) {
      if (notice.kind == kind) return test::in_chinese(notice.message);
    }
    return {};
  }
};

TEST_F(CallerTest, KnowsPlaceCoverageAndHandset) {
  const Caller caller = look_up(kWeakIndoors);
  EXPECT_EQ(caller.facts.value("area"), "滨河小区");
  EXPECT_EQ(caller.facts.value("coverage"), "weak");
  EXPECT_EQ(detail(caller, "coverage"), "附近路测 2 个点，平均 RSRP -110 dBm，信号偏弱");
  EXPECT_EQ(caller.facts.value("coverage.reason"), "weak");
  EXPECT_EQ(caller.facts.value("repair.deadline"), "48 小时");
  EXPECT_EQ(caller.facts.find("repair.deadline")->source, "regulation") << "nobody has said it";
  EXPECT_EQ(caller.facts.value("device.model"), "星河 X1");
  EXPECT_EQ(caller.facts.value("device.volte"), "yes");
  EXPECT_EQ(caller.facts.value("device.genuine"), "yes");
  EXPECT_EQ(caller.facts.value("device.volte_on"), "on");
  EXPECT_EQ(caller.facts.value("event"), "none");
  EXPECT_FALSE(notice(caller, "vip").empty());
  EXPECT_THAT(caller.unavailable, IsEmpty());
}

TEST_F(CallerTest, EachFactHasItsAgeAndASentence) {
  const Caller caller = look_up(kWeakIndoors);
  EXPECT_EQ(to_rfc3339(*caller.facts.find("area")->as_of), "2026-11-22T07:00:00Z");
  EXPECT_THAT(detail(caller, "area"), HasSubstr("1 小时前"));
  EXPECT_TRUE(caller.facts.find("coverage")->as_of) << "of the import";
  EXPECT_TRUE(caller.facts.find("device.volte")->as_of);
  EXPECT_THAT(detail(caller, "device.volte"), HasSubstr("支持 VoLTE"));
}

TEST_F(CallerTest, ARunningOutageComesBeforePlannedWork) {
  const Caller caller = look_up(kOutage);
  EXPECT_EQ(caller.facts.value("event"), "outage");
  EXPECT_EQ(caller.facts.value("event.title"), "光缆中断");
  EXPECT_EQ(caller.facts.value("event.end"), "今天 18:30");
  EXPECT_EQ(caller.facts.value("event.lasting"), "short");
  EXPECT_THAT(notice(caller, "outage"), HasSubstr("预计今天 18:30 恢复"));
}

TEST_F(CallerTest, PlannedWorkOfTheNextDayIsKnownBeforehand) {
  now_ = *parse_rfc3339("2026-11-21T20:00:00Z");
  EXPECT_EQ(look_up(kOutage).facts.value("event"), "outage")
      << "both begin within 24 h: the outage tells more";
  now_ = *parse_rfc3339("2026-11-22T11:00:00Z");
  EXPECT_EQ(look_up(kOutage).facts.value("event"), "planned") << "the outage is over";
  now_ = *parse_rfc3339("2026-11-22T13:00:00Z");
  EXPECT_EQ(look_up(kOutage).facts.value("event"), "none");
}

TEST_F(CallerTest, AnOutageNobodyClosedIsDoubtedAfterAWhile) {
  import("events",
         "id,kind,title,area,lat,lon,radius_m,starts_at,ends_at\n"
         "o2,outage,基站退服,滨河,30.5102,104.0668,1000,2026-11-22T02:00:00Z,\n");
  const Caller soon = look_up(kWeakIndoors);
  EXPECT_EQ(soon.facts.value("event"), "outage");
  EXPECT_EQ(soon.facts.value("event.lasting"), "long");
  EXPECT_FALSE(soon.facts.known("event.end"));
  EXPECT_THAT(notice(soon, "outage"), HasSubstr("恢复时间待定"));
  now_ += std::chrono::days{4};
  const Caller late = look_up(kWeakIndoors);
  EXPECT_FALSE(late.facts.known("event")) << "neither an event nor none";
  EXPECT_THAT(notice(late, "unavailable"), HasSubstr("没有登记结束"));
}

TEST_F(CallerTest, SuspectsAWrongCheckDigitAndAnUnknownTac) {
  const Caller digit = look_up(kSuspect);
  EXPECT_EQ(digit.facts.value("device.genuine"), "suspect");
  EXPECT_THAT(detail(digit, "device.genuine"), HasSubstr("校验位"));
  const Caller tac = look_up(kUnknownTac);
  EXPECT_EQ(tac.facts.value("device.genuine"), "suspect");
  EXPECT_THAT(detail(tac, "device.genuine"), HasSubstr("35000000"));
  EXPECT_FALSE(tac.facts.known("device.model"));
}

TEST_F(CallerTest, SuspectsAnImeiThatSeveralNumbersHave) {
  import("subscribers", "phone,imei\n13880000007,860123010000015\n");
  const Caller caller = look_up(kWeakIndoors);
  EXPECT_EQ(caller.facts.value("device.genuine"), "suspect");
  EXPECT_THAT(detail(caller, "device.genuine"), HasSubstr("另外 1 个号码"));
  EXPECT_EQ(caller.facts.value("device.model"), "星河 X1") << "what it can is known all the same";
}

TEST_F(CallerTest, KnowsWhatTheHandsetCan) {
  import("devices", "tac,brand,model,volte,nr,sa,nsa,bands\n86012301,星河,X1,yes,yes,no,yes,B3 B8 n41 n78\n");
  const Caller caller = look_up(kWeakIndoors);
  EXPECT_EQ(caller.facts.value("device.5g"), "yes");
  EXPECT_EQ(caller.facts.value("device.sa"), "no");
  EXPECT_EQ(caller.facts.value("device.nsa"), "yes");
  EXPECT_EQ(caller.facts.value("device.bands"), "B3 B8 n41 n78");
}

TEST_F(CallerTest, TellsCongestionFromMissingCoverage) {
  import("coverage", "lat,lon,rsrp_dbm,busy_load\n30.5102,104.0668,-85,92\n");
  const Caller busy = look_up(kWeakIndoors);
  EXPECT_EQ(busy.facts.value("coverage"), "good");
  EXPECT_EQ(busy.facts.value("coverage.reason"), "congested");
  EXPECT_THAT(detail(busy, "coverage.reason"), HasSubstr("92%"));
  EXPECT_EQ(look_up(kOutage).facts.value("coverage.reason"), "fine");
}

TEST_F(CallerTest, CoverageOutsideEveryTileIsUnknown) {
  import("locations",
         "phone,lat,lon,area,kind,seen_at\n13880009999,45.0,90.0,无人区,rural,2026-11-22T07:00:00Z\n");
  const Caller caller = look_up(kStranger);
  EXPECT_FALSE(caller.facts.known("coverage"));
  EXPECT_EQ(caller.facts.value("coverage.reason"), "no_tile");
  EXPECT_EQ(caller.facts.value("event"), "none");
}

TEST_F(CallerTest, APlaceThatIsNamedStandsInForAnUnknownLocation) {
  const Caller caller = look_up(kStranger, "我在春熙路这边，手机没信号");
  EXPECT_EQ(caller.facts.value("area"), "春熙路");
  EXPECT_EQ(caller.facts.find("area")->source, "symptom");
  EXPECT_THAT(detail(caller, "area"), HasSubstr("“春熙路”"));
  EXPECT_EQ(caller.facts.value("coverage"), "good");
  EXPECT_EQ(caller.facts.value("event"), "outage");
  EXPECT_EQ(look_up(kWeakIndoors, "我在春熙路").facts.value("area"), "滨河小区")
      << "the network knows better";
}

TEST_F(CallerTest, AnOldLocationGivesWayToANamedPlace) {
  now_ += std::chrono::days{8};
  EXPECT_EQ(look_up(kWeakIndoors, "春熙路没信号").facts.value("area"), "春熙路");
  const Caller unnamed = look_up(kWeakIndoors, "没信号");
  EXPECT_EQ(unnamed.facts.value("area"), "滨河小区");
  EXPECT_THAT(detail(unnamed, "area"), HasSubstr("8 天前"));
}

TEST_F(CallerTest, AStrangerIsUnknownNotWrong) {
  const Caller caller = look_up(kStranger);
  EXPECT_FALSE(caller.facts.known("coverage"));
  EXPECT_FALSE(caller.facts.known("device.genuine"));
  EXPECT_EQ(caller.facts.value("contacts.recent"), "none");
  EXPECT_THAT(caller.notices, IsEmpty());
}

TEST_F(CallerTest, CountsTheVisitsOfThirtyDays) {
  resolve(kStranger, "没信号");
  now_ += std::chrono::hours{24};
  EXPECT_EQ(look_up(kStranger).facts.value("contacts.recent"), "once");
  resolve(kStranger, "还是没信号");
  now_ += std::chrono::hours{24};
  const Caller caller = look_up(kStranger);
  EXPECT_EQ(caller.facts.value("contacts.recent"), "many");
  EXPECT_EQ(caller.facts.value("contacts.count"), "2 次");
  EXPECT_THAT(notice(caller, "repeat"), HasSubstr("第 3 次来访"));
  now_ += std::chrono::days{31};
  EXPECT_EQ(look_up(kStranger).facts.value("contacts.recent"), "none");
}

TEST_F(CallerTest, SaysWhatWasTried) {
  const Resolution contact = resolve(kStranger, "电梯里没信号");
  ASSERT_TRUE(resolver_->record_outcome({contact.contact.id, "elevator", OutcomeResult::unresolved, "", {}}));
  now_ += std::chrono::hours{24};
  const Caller caller = look_up(kStranger);
  EXPECT_EQ(caller.facts.value("contacts.tried"), "电梯信号中断（没解决）");
}

TEST_F(CallerTest, WordsOfComplaintSayThatTheCustomerIsDissatisfied) {
  EXPECT_TRUE(notice(look_up(kStranger, "在家没信号"), "dissatisfied").empty());
  const Caller caller = look_up(kStranger, "再不修我就打１２３００了");
  EXPECT_EQ(caller.facts.value("customer.mood"), "upset");
  EXPECT_EQ(caller.facts.find("customer.mood")->source, "symptom");
  EXPECT_EQ(notice(caller, "dissatisfied"), "客户可能不满：说到“12300”。先安抚，再办事");
  EXPECT_EQ(look_up(kStranger, "给你们ＡＰＰ store差评").facts.value("customer.mood"), "upset");
  EXPECT_EQ(look_up(kStranger, "给你们ＡＰＰstore差评").facts.value("customer.mood"), "upset");
}

TEST_F(CallerTest, WhoWasHelpedInVainTwiceOrWaitsForAnExpertIsDissatisfied) {
  const auto call = [this](OutcomeResult result) {
    const Resolution contact = resolve(kStranger, "电梯里没信号");
    ASSERT_TRUE(resolver_->record_outcome({contact.contact.id, "elevator", result, "", {}}));
    now_ += std::chrono::hours{24};
  };
  call(OutcomeResult::unresolved);
  EXPECT_FALSE(look_up(kStranger).facts.known("customer.mood")) << "once may happen";
  call(OutcomeResult::unresolved);
  EXPECT_THAT(notice(look_up(kStranger), "dissatisfied"), HasSubstr("最近 2 次来访都没解决"));
  call(OutcomeResult::resolved);
  EXPECT_FALSE(look_up(kStranger).facts.known("customer.mood")) << "that was put right";
  call(OutcomeResult::escalated);
  EXPECT_THAT(notice(look_up(kStranger), "dissatisfied"), HasSubstr("转过专家席"));
}

TEST_F(CallerTest, SourcesWhoseTurnComesTooLateAreUnknown) {
  settings_.facts_budget = std::chrono::milliseconds{0};
  const Caller caller = look_up(kWeakIndoors);
  EXPECT_THAT(caller.unavailable, Contains("subscriber"));
  EXPECT_THAT(caller.unavailable, Contains("location"));
  EXPECT_FALSE(caller.facts.known("coverage"));
}

TEST_F(CallerTest, AClockThatWentBackLosesNothing) {
  resolve(kWeakIndoors, "没信号");
  now_ -= std::chrono::hours{48};
  const Caller caller = look_up(kWeakIndoors);
  EXPECT_EQ(caller.facts.value("contacts.recent"), "once");
  EXPECT_EQ(caller.facts.value("area"), "滨河小区");
}

}  // namespace
}  // namespace firstfix::service
