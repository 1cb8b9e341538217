// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/fact.h"

#include <gtest/gtest.h>

namespace firstfix {
namespace {

TEST(FactSet, ALaterValueReplacesAnEarlierInItsPlace) {
  FactSet facts;
  facts.put({"place", "indoor", "subscriber", ""});
  facts.put({"coverage", "weak", "coverage", ""});
  facts.put({"place", "outdoor", "agent", ""});
  EXPECT_EQ(facts.size(), 2U);
  EXPECT_EQ(facts.value("place"), "outdoor");
  EXPECT_EQ(facts.begin()->source, "agent");
}

TEST(FactSet, AnUnknownFactHasAnEmptyValue) {
  const FactSet facts;
  EXPECT_FALSE(facts.known("place"));
  EXPECT_EQ(facts.value("place"), "");
}

TEST(FactCatalogue, LabelsAChoiceAndLeavesTextAsItIs) {
  const FactCatalogue catalogue({{"place", "场所", FactType::choice, {{"indoor", "室内"}}, "", 0, "现场"},
                                 {"area", "位置", FactType::text, {}, "", 0, "当地"}});
  EXPECT_EQ(catalogue.label_of({"place", "indoor", "", ""}), "室内");
  EXPECT_EQ(catalogue.label_of({"area", "华阳", "", ""}), "华阳");
  EXPECT_EQ(catalogue.label_of({"gone", "x", "", ""}), "x");
  EXPECT_EQ(catalogue.find("nothing"), nullptr);
}

TEST(FactDefinition, SharesAreEvenUntilStated) {
  FactDefinition event{"event", "故障", FactType::choice, {{"none", "无"}, {"outage", "故障"}}, "", 0, ""};
  const std::vector<std::string> outage{"outage"};
  EXPECT_DOUBLE_EQ(event.share_of(outage), 0.5);
  event.values[0].share = 0.98;
  event.values[1].share = 0.02;
  EXPECT_DOUBLE_EQ(event.share_of(outage), 0.02);
  EXPECT_DOUBLE_EQ(event.share_of(std::vector<std::string>{"moon"}), 0.0);
}

}  // namespace
}  // namespace firstfix
