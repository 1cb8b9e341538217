// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/contact_json.h"

#include <gtest/gtest.h>

namespace firstfix::store {
namespace {

TEST(ContactJson, GivesBackWhatItWrote) {
  FactSet facts;
  facts.put({"place", "indoor", "agent", {}});
  facts.put({"area", "“天府\"新区\n", "", {}});
  EXPECT_EQ(facts_from_json(facts_to_json(facts)), facts);
  const std::vector<std::string> offered{"weak-indoor-voice", "volte-off"};
  EXPECT_EQ(list_from_json(list_to_json(offered)), offered);
  EXPECT_TRUE(facts_from_json(facts_to_json({})).empty());
}

TEST(ContactJson, GivesBackWhatWasConsidered) {
  const Considered considered{.facts = {{"place", "indoor"}, {"coverage", "we\"ak"}},
                              .said = {"place"},
                              .circumstances = {{"area", "A3区雨敞坪镇"}},
                              .beliefs = {{"a", 0.75}, {"b", 0.0001}},
                              .cases = {{"a", 0.5, 0.25, {1.0, -2.5, 0.0}}, {"b", 0.125, 1.0, {}}},
                              .questions = 2,
                              .layout = 3};
  EXPECT_EQ(considered_from_json(considered_to_json(considered)), considered);
  EXPECT_EQ(considered_to_json({.questions = 1}),
            R"({"beliefs":[],"cases":[],"circumstances":[],"facts":[],"layout":1,"questions":1,"said":[]})");
  const NamedWeights weights{{"belief", 1.0 / 3.0}, {"failed", -1e-9}};
  EXPECT_EQ(weights_from_json(weights_to_json(weights)), weights);
}

TEST(ContactJson, SurvivesInvalidUtf8) {
  FactSet facts;
  facts.put({"area", "a\xFF", "", {}});
  EXPECT_EQ(facts_from_json(facts_to_json(facts)).value("area"), "a\xEF\xBF\xBD");
}

TEST(ContactJson, LeavesOutWhatIsNotOfItsShape) {
  EXPECT_TRUE(facts_from_json("{broken").empty());
  EXPECT_EQ(facts_from_json(R"([1, {"id": "place", "value": 3}])").size(), 1U);
  EXPECT_TRUE(list_from_json(R"({"a": "b"})").empty());
}

}  // namespace
}  // namespace firstfix::store
