// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/caller.h"

#include <gmock/gmock.h>

#include "kb/facts/phone.h"
#include "tests/kb/service/world.h"

namespace firstfix::service {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class CallerTest : public World {
 protected:
  Caller look_up(const char* number) {
    return service::look_up(*facts::parse_phone(number), *database_, settings_, now_);
  }
  static std::string notice(const Caller& caller, std::string_view kind) {
    for (const Notice& notice : caller.notices) {
      if (notice.kind == kind) return notice.text;
    }
    return {};
  }
};

TEST_F(CallerTest, KnowsPlaceCoverageAndHandset) {
  const Caller caller = look_up(kWeakIndoors);
  EXPECT_EQ(caller.facts.value("area"), "滨河小区");
  EXPECT_EQ(caller.facts.value("coverage"), "weak");
  EXPECT_EQ(caller.facts.find("coverage")->detail, "附近路测 2 个点，平均 RSRP -110 dBm");
  EXPECT_EQ(caller.facts.value("repair.deadline"), "48 小时");
  EXPECT_EQ(caller.facts.value("device.model"), "星河 X1");
  EXPECT_EQ(caller.facts.value("device.volte"), "yes");
  EXPECT_EQ(caller.facts.value("device.genuine"), "yes");
  EXPECT_EQ(caller.facts.value("device.volte_on"), "on");
  EXPECT_EQ(caller.facts.value("event"), "none");
  EXPECT_FALSE(notice(caller, "vip").empty());
  EXPECT_THAT(caller.unavailable, IsEmpty());
}

TEST_F(CallerTest, ARunningOutageComesBeforePlannedWork) {
  const Caller caller = look_up(kOutage);
  EXPECT_EQ(caller.facts.value("event"), "outage");
  EXPECT_EQ(caller.facts.value("event.title"), "光缆中断");
  EXPECT_EQ(caller.facts.value("event.end"), "今天 18:30");
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

TEST_F(CallerTest, SuspectsAWrongCheckDigitAndAnUnknownTac) {
  const Caller digit = look_up(kSuspect);
  EXPECT_EQ(digit.facts.value("device.genuine"), "suspect");
  EXPECT_THAT(digit.facts.find("device.genuine")->detail, HasSubstr("校验位"));
  const Caller tac = look_up(kUnknownTac);
  EXPECT_EQ(tac.facts.value("device.genuine"), "suspect");
  EXPECT_THAT(tac.facts.find("device.genuine")->detail, HasSubstr("35000000"));
  EXPECT_FALSE(tac.facts.known("device.model"));
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

}  // namespace
}  // namespace firstfix::service
