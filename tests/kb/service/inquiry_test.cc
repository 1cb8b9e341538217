// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/inquiry.h"

#include <gmock/gmock.h>

#include "tests/kb/service/world.h"

namespace firstfix::service {
namespace {

using ::testing::ElementsAre;

FactDefinition choice(const std::string& id, std::vector<FactValue> values) {
  FactDefinition fact;
  fact.id = id;
  fact.type = FactType::choice;
  fact.values = std::move(values);
  return fact;
}

TEST(Considered, GivesBackTheFactsAndWhoToldThem) {
  FactDefinition area;
  area.id = "area";
  area.type = FactType::text;
  area.determines = {"coverage"};
  FactDefinition title;
  title.id = "event.title";
  title.type = FactType::text;
  const FactCatalogue catalogue({choice("coverage", {{"weak", "弱"}}), choice("place", {{"indoor", "室内"}}),
                                 choice("service", {{"voice", "电话"}}), area, title});
  Inquiry inquiry;
  inquiry.facts.put({"coverage", "weak", "coverage", {}});
  inquiry.facts.put({"area", "A3区雨敞坪镇", "location", {}});
  inquiry.facts.put({"event.title", "光缆中断", "events", {}});
  inquiry.facts.put({"place", "indoor", "agent", {}});
  inquiry.facts.put({"service", "voice", "symptom", {}});

  const Considered kept = considered({}, inquiry, catalogue);
  EXPECT_THAT(kept.said, ElementsAre("place", "service"));
  const FactSet facts = facts_of(kept);
  ASSERT_EQ(facts.size(), 4U) << "the title tells ranking nothing";
  EXPECT_FALSE(facts.find("coverage")->said());
  EXPECT_TRUE(facts.find("place")->said());
  EXPECT_TRUE(facts.find("service")->said());
  EXPECT_EQ(choices_of(facts, catalogue), kept.facts);
  EXPECT_EQ(circumstances_of(facts, catalogue), circumstances_of(inquiry.facts, catalogue));
}

class InquiryTest : public World {};

// However late in the day it is.
TEST_F(InquiryTest, APastTextIsAsOldAsItIs) {
  constexpr const char* kOwnWords = "一关铁门就成了哑巴";  // in no case
  const Timestamp at = now_;
  CaseMemory memory(std::chrono::floor<std::chrono::days>(at), settings_.half_life_days);
  Lesson lesson;
  lesson.key = "1";
  lesson.case_id = "elevator";
  lesson.category = "network/indoor";
  lesson.resolved = true;
  lesson.symptom = kOwnWords;
  lesson.at = at;
  memory.learn(lesson);

  Inquiry inquiry;
  inquiry.symptom = kOwnWords;
  inquiry.today = std::chrono::floor<std::chrono::days>(at);
  inquiry.memory = &memory;
  const auto speaks_for_it = [&](std::chrono::hours later) {
    inquiry.now = at + later;
    const auto advice = advise(*knowledge_->snapshot(), *track_record_, inquiry, resolve::Weights{});
    for (const Remembered& each : advice.value().retrieved->remembered) {
      if (each.case_id == "elevator") return each.share;
    }
    return 0.0;
  };
  const double fresh = speaks_for_it(std::chrono::hours{0});
  EXPECT_GT(fresh, 0.0);
  EXPECT_LT(speaks_for_it(std::chrono::hours{9}), fresh);
  EXPECT_EQ(speaks_for_it(std::chrono::hours{-9}), fresh) << "no text is younger than new";
}

}  // namespace
}  // namespace firstfix::service
