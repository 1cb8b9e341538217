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
