// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/reply_template.h"

#include <gtest/gtest.h>

namespace firstfix {
namespace {

const FactCatalogue& catalogue() {
  static const FactCatalogue kCatalogue(
      {{"area", "位置", FactType::text, {}, "", 0, "您所在的位置"},
       {"coverage", "覆盖", FactType::choice, {{"weak", "信号偏弱"}}, "", 0, "待核实"}});
  return kCatalogue;
}

TEST(ReplyTemplate, PutsValuesAndLabelsIn) {
  const auto reply = ReplyTemplate::parse("查到{{area}}{{ coverage }}。");
  ASSERT_TRUE(reply);
  FactSet facts;
  facts.put({"area", "华阳", "", ""});
  facts.put({"coverage", "weak", "", ""});
  EXPECT_EQ(reply->fill(facts, catalogue()), "查到华阳信号偏弱。");
}

TEST(ReplyTemplate, NeverShowsAHole) {
  const auto reply = ReplyTemplate::parse("{{area}}：{{coverage}}");
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->fill({}, catalogue()), "您所在的位置：待核实");
  FactSet empty_value;
  empty_value.put({"area", "", "", ""});
  EXPECT_EQ(reply->fill(empty_value, catalogue()), "您所在的位置：待核实");
}

TEST(ReplyTemplate, DoesNotFillWhatAValueBrings) {
  const auto reply = ReplyTemplate::parse("{{area}}");
  FactSet facts;
  facts.put({"area", "{{coverage}}", "", ""});
  EXPECT_EQ(reply->fill(facts, catalogue()), "{{coverage}}");
}

TEST(ReplyTemplate, RefusesBrokenMarksAndSaysWhere) {
  for (const auto& [text, place] :
       {std::pair{"abc{{area", "byte 3"}, {"{{}}", "byte 0"}, {"x{{  }}", "byte 1"}}) {
    const auto reply = ReplyTemplate::parse(text);
    ASSERT_FALSE(reply) << text;
    EXPECT_NE(reply.error().message.find(place), std::string::npos) << reply.error().message;
  }
}

TEST(ReplyTemplate, SaysWordsBetweenMarksOnlyWhenTheyHold) {
  const auto reply = ReplyTemplate::parse(
      "{{#coverage=weak}}弱，在{{area}}。{{/}}{{^coverage=weak}}待查。{{/coverage}}{{# area }}有。{{/}}"
      "{{^area}}无。{{/}}");
  ASSERT_TRUE(reply) << reply.error().message;
  FactSet facts;
  EXPECT_EQ(reply->fill(facts, catalogue()), "待查。无。");
  facts.put({"coverage", "weak", "", ""});
  EXPECT_EQ(reply->fill(facts, catalogue()), "弱，在您所在的位置。无。");
  facts.put({"area", "华阳", "", ""});
  EXPECT_EQ(reply->fill(facts, catalogue()), "弱，在华阳。有。");
  facts.put({"coverage", "good", "", ""});
  facts.put({"area", " ", "", ""});
  EXPECT_EQ(reply->fill(facts, catalogue()), "待查。无。") << "a blank is no value";
}

TEST(ReplyTemplate, RefusesMarksThatDoNotClose) {
  for (const auto& [text, place] : {std::pair{"ab{{#area}}x", "byte 2"},
                                    {"{{/}}", "byte 0"},
                                    {"{{#area}}{{^area}}{{/}}{{/}}", "byte 9"},
                                    {"{{#}}x{{/}}", "byte 0"}}) {
    const auto reply = ReplyTemplate::parse(text);
    ASSERT_FALSE(reply) << text;
    EXPECT_NE(reply.error().message.find(place), std::string::npos) << reply.error().message;
  }
}

TEST(ReplyTemplate, LeavesSingleBracesAlone) {
  const auto reply = ReplyTemplate::parse("a{b}c}}");
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->fill({}, catalogue()), "a{b}c}}");
}

}  // namespace
}  // namespace firstfix
