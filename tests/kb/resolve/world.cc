// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kb/resolve/world.h"

#include <stdexcept>

#include <fmt/format.h>

namespace firstfix::resolve {
namespace {

FactDefinition choice(std::string id, std::vector<FactValue> values, std::string question) {
  FactDefinition definition;
  definition.id = definition.label = std::move(id);
  definition.type = FactType::choice;
  definition.values = std::move(values);
  definition.question = std::move(question);
  return definition;
}

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  double unit() { return std::uniform_real_distribution<>(0.0, 1.0)(engine_); }
  bool chance(double probability) { return unit() < probability; }
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_); }

 private:
  std::mt19937 engine_;
};

SuccessRecord any_record(Dice& dice) {
  const double tried = dice.chance(0.5) ? 0.0 : dice.unit() * 50.0;
  return {.resolved = tried * dice.unit(), .tried = tried};
}

std::vector<Condition> any_conditions(Dice& dice, const FactCatalogue& catalogue) {
  std::vector<Condition> conditions;
  for (const FactDefinition& fact : catalogue.all()) {
    if (fact.type != FactType::choice || !dice.chance(0.4)) continue;
    Condition condition{fact.id, {fact.values[dice.below(fact.values.size())].id}};
    const std::string& other = fact.values[dice.below(fact.values.size())].id;
    if (other != condition.values.front()) condition.values.push_back(other);
    conditions.push_back(std::move(condition));
  }
  return conditions;
}

Candidate any_candidate(Dice& dice, const FactCatalogue& catalogue, std::string id) {
  const auto confidence = static_cast<Confidence>(dice.below(4));
  Candidate candidate = make_candidate(make_case(std::move(id), any_conditions(dice, catalogue), confidence),
                                       30.0 * dice.unit());
  if (dice.chance(0.1)) candidate.text_score = 0.0;
  if (dice.chance(0.5)) candidate.text_coverage = dice.unit();
  if (dice.chance(0.3)) candidate.neighbour_votes = dice.unit();
  candidate.success = any_record(dice);
  candidate.category_success = any_record(dice);
  return candidate;
}

// Who else called from the place, and what they needed.
void add_circumstance(Dice& dice, World& world) {
  auto there = std::make_shared<FactProfile>(Date{}, 30.0);
  const FactDefinition& coverage = *world.catalogue.find("coverage");
  for (std::size_t calls = dice.below(30); calls > 0; --calls)
    there->add({{"coverage", coverage.values[dice.below(coverage.values.size())].id}}, Date{});
  world.circumstances = {{"area", "华阳街道", std::move(there)}};
  for (Candidate& each : world.candidates)
    each.circumstances = {{.right = 20.0 * dice.unit(), .expected = 20.0 * dice.unit()}};
}

}  // namespace

FactCatalogue small_catalogue() {
  FactDefinition place = choice("place",
                                {{"indoor", "室内"},
                                 {"outdoor", "室外"},
                                 {"elevator", "电梯"},
                                 {"basement", "地下室或车库"},
                                 {"highrise", "高层"},
                                 {"rail", "车上"}},
                                "在哪里出现的？");
  place.label = "出现问题的场所";
  FactDefinition coverage =
      choice("coverage", {{"good", "信号良好"}, {"weak", "信号偏弱"}, {"none", "基本无信号"}}, "");
  coverage.label = "所在位置覆盖";
  FactDefinition volte = choice("device.volte", {{"yes", "支持"}, {"no", "不支持"}}, "有没有 VoLTE 开关？");
  volte.label = "手机支持 VoLTE";
  FactDefinition scope =
      choice("scope", {{"self", "只有自己"}, {"everyone", "周围都一样"}}, "旁边的人也这样吗？");
  scope.label = "影响的人";
  FactDefinition area;
  area.id = area.label = "area";
  area.determines = {"coverage"};
  return FactCatalogue({place, coverage, volte, scope, area});
}

CasePtr make_case(std::string id, std::vector<Condition> conditions, Confidence confidence) {
  auto article = std::make_shared<Case>();
  article->title = "案例" + id;
  article->id = std::move(id);
  article->confidence = confidence;
  article->conditions = std::move(conditions);
  return article;
}

Candidate make_candidate(CasePtr article, double text_score) {
  Candidate candidate;
  candidate.article = std::move(article);
  candidate.text_score = text_score;
  return candidate;
}

FactSet make_facts(std::initializer_list<std::pair<std::string, std::string>> facts) {
  FactSet set;
  for (const auto& [id, value] : facts) set.put({id, value, "agent", ""});
  return set;
}

Situation World::situation() const {
  return {.facts = facts,
          .catalogue = catalogue,
          .failed = failed,
          .has_symptom = has_symptom,
          .library_success = {},
          .experience = experience,
          .questions_asked = 0,
          .library_cases = 100,
          .circumstances = circumstances};
}

std::vector<Ranked> World::ranked() const {
  return rank(situation(), candidates, weights);
}

std::optional<Question> World::question() const {
  return next_question(situation(), candidates, weights, asked);
}

const Case& World::best() const {
  return *candidates.at(ranked().at(0).candidate).article;
}

double World::probability(std::string_view id) const {
  for (const Ranked& each : ranked()) {
    if (candidates[each.candidate].article->id == id) return each.probability;
  }
  throw std::out_of_range(std::string(id));
}

std::vector<std::string> World::order() const {
  std::vector<std::string> ids;
  for (const Ranked& each : ranked()) ids.push_back(candidates[each.candidate].article->id);
  return ids;
}

World random_world(unsigned seed) {
  Dice dice(seed);
  World world;
  for (const FactDefinition& fact : world.catalogue.all()) {
    if (!dice.chance(0.5)) continue;
    const bool choice = fact.type == FactType::choice;
    world.facts.put(
        {fact.id, choice ? fact.values[dice.below(fact.values.size())].id : "华阳街道", "agent", ""});
  }
  const std::size_t size = 1 + dice.below(40);
  for (std::size_t i = 0; i < size; ++i) {
    std::string id = fmt::format("case-{}", i);
    if (dice.chance(0.15)) world.failed.insert(id);
    world.candidates.push_back(any_candidate(dice, world.catalogue, std::move(id)));
  }
  world.has_symptom = dice.chance(0.9);
  if (dice.chance(0.5)) add_circumstance(dice, world);
  return world;
}

}  // namespace firstfix::resolve
