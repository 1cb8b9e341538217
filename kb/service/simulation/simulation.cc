// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/simulation/simulation.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "kb/content/source_text.h"
#include "kb/service/simulation/dice.h"
#include "kb/service/simulation/oracle.h"
#include "kb/service/simulation/policies.h"

namespace firstfix::service {
namespace {

constexpr std::size_t kBlock = 1'000;
constexpr std::size_t kUnranked = 6;
constexpr double kShortestBreak = 0.5;  // days until a caller whom nothing helped rings again
constexpr double kLongestBreak = 4.0;

Result<content::World> read(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream)
    return fail(Code::not_found, fmt::format("{}: cannot be read", file.string()), "check --world");
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  std::vector<Problem> problems;
  auto world = content::read_world(content::SourceText(file.string(), std::move(bytes)), problems);
  if (!world) return fail(Code::invalid, to_string(problems.front()), "kb/service/simulation/README.md");
  return *std::move(world);
}

// The world's own facts and cases as a library.
Result<SnapshotPtr> inline_snapshot(const content::World& world, const std::filesystem::path& scratch) {
  auto library = std::make_shared<Library>();
  library->facts = world.facts;
  library->cases = world.cases;
  library->fingerprint = 1;
  std::vector<Category> categories;
  for (const CasePtr& article : world.cases) categories.push_back({article->category, article->category, {}});
  library->taxonomy = Taxonomy(std::move(categories));
  const auto folder = scratch / "index";
  if (auto built = search::Index::build(folder, *library); !built) return fail(built.error());
  auto index = search::Index::open(folder, *library);
  if (!index) return fail(index.error());
  return SnapshotPtr(std::make_shared<Snapshot>(library, std::make_shared<IndexFolder>(folder), *index));
}

// Plays one policy through one world.
class Game {
 public:
  Game(const Truth& truth, const Snapshot& snapshot, Policy& policy, std::uint64_t seed)
      : truth_(truth), catalogue_(snapshot.library->facts), policy_(policy), seed_(seed) {}

  Result<void> play_first_call(std::size_t number, Score& score) {
    const Call call = truth_.draw(seed_, number);
    if (auto rung = ring_again_until(call.day, score); !rung) return rung;
    const auto offer = play(call, {}, "none");
    if (!offer) return fail(offer.error());
    const bool resolved = helped(call, *offer);
    count(call, *offer, resolved, score);
    const OracleChoice oracle = ask_oracle(truth_, call, {});
    score.oracle_questions += oracle.questions;
    score.oracle_worth += oracle.probability;
    if (call.luck < truth_.resolves(call.cause, oracle.case_id, call.day)) score.oracle_resolved += 1.0;
    if (!resolved) wait_for_repeat(call, *offer);
    return {};
  }

 private:
  struct Repeat {
    Call call;
    std::string failed;
  };

  SimulatedContact contact_of(const Call& call, const std::set<std::string>& failed,
                              const std::string& recent) {
    SimulatedContact contact;
    contact.words = call.words;
    contact.failed = failed;
    const auto seconds = std::chrono::seconds{std::llround(call.day * 86'400.0)};
    contact.at = Timestamp(truth_.world().start) + seconds;
    contact.key = fmt::format("{}-{}", contacts_++, call.number);
    contact.caller = std::to_string(call.number);
    for (std::size_t f = 0; f < call.told.size(); ++f) {
      if (call.told[f] == kNone) continue;
      const FactDefinition& fact = *truth_.facts()[f].definition;
      contact.facts.put({fact.id, fact.values[call.told[f]].id, "number", {}});
    }
    const content::World& world = truth_.world();
    tell(contact.facts, world.place_fact, world.places[call.place].id);
    tell(contact.facts, world.device_fact, world.devices[call.device].id);
    if (catalogue_.find("contacts.recent") != nullptr)
      contact.facts.put({"contacts.recent", recent, "contacts", {}});
    return contact;
  }

  static void tell(FactSet& facts, const std::string& fact, const std::string& value) {
    if (!fact.empty()) facts.put({fact, value, "number", {}});
  }

  Result<Offer> play(const Call& call, const std::set<std::string>& failed, const std::string& recent) {
    const SimulatedContact contact = contact_of(call, failed, recent);
    auto offer = policy_.handle(contact, [&](const std::string& id) { return answer(call, id); });
    if (offer) policy_.learn(contact, *offer, helped(call, *offer));
    return offer;
  }

  std::optional<std::string> answer(const Call& call, const std::string& id) const {
    const auto& facts = truth_.facts();
    const auto fact = std::ranges::find_if(facts, [&](const WorldFact& f) { return f.definition->id == id; });
    if (fact == facts.end()) return std::nullopt;
    const std::size_t value = call.answers[static_cast<std::size_t>(fact - facts.begin())];
    if (value == kNone) return std::nullopt;
    return fact->definition->values[value].id;
  }

  // Value by fact of the truth. What was heard in the words is not another observation beside them.
  std::vector<std::size_t> known_to(const Offer& offer) const {
    std::vector<std::size_t> known;
    for (const WorldFact& of_world : truth_.facts()) {
      const auto& values = of_world.definition->values;
      const Fact* fact = offer.facts.find(of_world.definition->id);
      const bool observed = fact != nullptr && fact->source != "symptom";
      const auto value = observed ? std::ranges::find(values, fact->value, &FactValue::id) : values.end();
      known.push_back(value == values.end() ? kNone : static_cast<std::size_t>(value - values.begin()));
    }
    return known;
  }

  bool helped(const Call& call, const Offer& offer) const {
    return !offer.cases.empty() && call.luck < truth_.resolves(call.cause, offer.cases.front(), call.day);
  }

  std::size_t rank_of_best(const Call& call, const Offer& offer) const {
    double most = 0.0;
    for (const std::string& cure : truth_.cures())
      most = std::max(most, truth_.resolves(call.cause, cure, call.day));
    for (std::size_t i = 0; i < offer.cases.size(); ++i) {
      if (truth_.resolves(call.cause, offer.cases[i], call.day) >= most) return i + 1;
    }
    return kUnranked;
  }

  void count(const Call& call, const Offer& offer, bool resolved, Score& score) const {
    const double result = resolved ? 1.0 : 0.0;
    ++score.contacts;
    score.resolved += result;
    score.questions += offer.questions;
    score.rank += static_cast<double>(rank_of_best(call, offer));
    const Worth worth =
        worth_of(truth_, call, known_to(offer), offer.cases.empty() ? "" : offer.cases.front());
    score.worth += worth.offered;
    score.best_worth += worth.best;
    if (!offer.probability) return;
    const double p = *offer.probability;
    score.predicted += p;
    score.squared_error += (p - result) * (p - result);
    Score::Bin& bin = score.bins[std::min<std::size_t>(9, static_cast<std::size_t>(p * 10.0))];
    bin.predicted += p;
    bin.resolved += result;
    bin.count += 1.0;
  }

  void wait_for_repeat(const Call& call, const Offer& offer) {
    Dice dice(seed_ ^ 0xabcdefU, call.number);
    if (offer.cases.empty() || !dice.chance(truth_.world().repeats)) return;
    const double pause = kShortestBreak + (kLongestBreak - kShortestBreak) * dice.unit();
    Call again = truth_.again(call, seed_, pause);
    const double day = again.day;
    repeats_.emplace(day, Repeat{std::move(again), offer.cases.front()});
  }

  Result<void> ring_again_until(double day, Score& score) {
    while (!repeats_.empty() && repeats_.begin()->first <= day) {
      const Repeat repeat = std::move(repeats_.begin()->second);
      repeats_.erase(repeats_.begin());
      const auto offer = play(repeat.call, {repeat.failed}, "once");
      if (!offer) return fail(offer.error());
      ++score.repeats;
      if (helped(repeat.call, *offer)) score.repeats_resolved += 1.0;
    }
    return {};
  }

  const Truth& truth_;
  const FactCatalogue& catalogue_;
  Policy& policy_;
  const std::uint64_t seed_;
  std::multimap<double, Repeat> repeats_;
  std::size_t contacts_ = 0;
};

}  // namespace

Result<std::unique_ptr<Simulation>> Simulation::open(const std::filesystem::path& file,
                                                     const std::filesystem::path& scratch) {
  auto world = read(file);
  if (!world) return fail(world.error());
  auto simulation = std::make_unique<Simulation>();
  simulation->world_ = *std::move(world);
  if (simulation->world_.content.empty()) {
    auto snapshot = inline_snapshot(simulation->world_, scratch);
    if (!snapshot) return fail(snapshot.error());
    simulation->snapshot_ = *std::move(snapshot);
  } else {
    auto knowledge = Knowledge::open(file.parent_path() / simulation->world_.content, scratch);
    if (!knowledge) return fail(knowledge.error());
    simulation->knowledge_ = *std::move(knowledge);
    simulation->snapshot_ = simulation->knowledge_->snapshot();
  }
  auto truth = Truth::make(simulation->world_, *simulation->snapshot_->library);
  if (!truth) return fail(truth.error());
  simulation->truth_ = std::make_unique<Truth>(*std::move(truth));
  return simulation;
}

Result<SimulationReport> Simulation::play(const std::string& policy, std::size_t contacts, std::uint64_t seed,
                                          const Progress& progress) const {
  auto player = make_policy(policy, *snapshot_, world_.start, seed);
  if (!player) return fail(player.error());
  Game game(*truth_, *snapshot_, **player, seed);
  SimulationReport report;
  report.policy = policy;
  report.seed = seed;
  for (std::size_t number = 0; number < contacts; ++number) {
    if (number % kBlock == 0) report.thousands.emplace_back();
    if (auto played = game.play_first_call(number, report.thousands.back()); !played)
      return fail(played.error());
    if (progress) progress(number + 1);
  }
  return report;
}

std::vector<std::size_t> Simulation::drifts() const {
  std::vector<std::size_t> contacts;
  for (const double day : truth_->drift_days())
    contacts.push_back(static_cast<std::size_t>(std::ceil(day * world_.contacts_per_day)));
  return contacts;
}

}  // namespace firstfix::service
