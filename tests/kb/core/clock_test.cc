// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/clock.h"

#include <gtest/gtest.h>

namespace firstfix {
namespace {

using namespace std::chrono_literals;

TEST(Clock, ReadsEveryRfc3339Form) {
  const Timestamp expected = Date{std::chrono::year{2026} / 11 / 22} + 8h + 30min;
  for (const char* text : {"2026-11-22T08:30:00Z", "2026-11-22t08:30:00z", "2026-11-22T16:30:00+08:00",
                           "2026-11-22 03:00:00-05:30", "2026-11-22T08:30:00.123456Z"}) {
    EXPECT_EQ(parse_rfc3339(text), expected) << text;
  }
}

TEST(Clock, RefusesWhatIsNoTime) {
  for (const char* text :
       {"", "2026-11-22", "2026-11-22T08:30:00", "2026-02-30T08:30:00Z", "2026-11-22T24:00:00Z",
        "2026-11-22T08:60:00Z", "2026-11-22T08:30:00+8:00", "2026-11-22T08:30:00.Z", "2026-11-22T08:30:00Zx",
        "22.11.2026 08:30:00Z", "2026-11-22T-8:30:00Z"}) {
    EXPECT_EQ(parse_rfc3339(text), std::nullopt) << text;
  }
}

TEST(Clock, WritesWhatItReads) {
  for (const char* text : {"2026-11-22T08:30:05Z", "1999-12-31T23:59:59Z", "2028-02-29T00:00:00Z"}) {
    EXPECT_EQ(to_rfc3339(*parse_rfc3339(text)), text);
  }
}

TEST(Clock, KnowsWhichDaysExist) {
  EXPECT_TRUE(parse_date("2028-02-29"));
  for (const char* text : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "2026/01/01", "20260101"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Clock, SpeaksOfDaysAsTheyAreAtThePlace) {
  const Timestamp now = *parse_rfc3339("2026-11-22T15:00:00Z");  // 23:00 in China
  const auto spoken = [&](const char* text) { return spoken_time(*parse_rfc3339(text), now, 8h); };
  EXPECT_EQ(spoken("2026-11-22T15:30:00Z"), "今天 23:30");
  EXPECT_EQ(spoken("2026-11-22T16:30:00Z"), "明天 00:30");
  EXPECT_EQ(spoken("2026-11-21T15:59:00Z"), "昨天 23:59");
  EXPECT_EQ(spoken("2026-12-03T01:00:00Z"), "12月3日 09:00");
}

TEST(Clock, GivesMomentsAndAgesAsSentences) {
  const Timestamp now = *parse_rfc3339("2026-11-22T15:00:00Z");
  const auto at = [](const char* text) { return *parse_rfc3339(text); };
  EXPECT_EQ(when(at("2026-11-22T16:30:00Z"), now, 8h), (Message{"when.tomorrow", {{"at", "00:30"}}}));
  EXPECT_EQ(when(at("2026-12-03T01:00:00Z"), now, 8h),
            (Message{"when.month.12", {{"day", "3"}, {"at", "09:00"}}}));
  EXPECT_EQ(age(now - 59s, now), Message{"age.now"});
  EXPECT_EQ(age(now - 61min, now), (Message{"age.hours", {{"count", "1"}}}));
  EXPECT_EQ(age(now - 49h, now), (Message{"age.days", {{"count", "2"}}}));
}

}  // namespace
}  // namespace firstfix
