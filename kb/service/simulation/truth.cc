// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/simulation/truth.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "kb/service/simulation/dice.h"

namespace firstfix::service {
namespace {

using content::Shares;
using content::WorldCause;
using content::WorldEvent;

void normalise(std::vector<double>& weights) {
  double sum = 0.0;
  for (const double weight : weights) sum += weight;
  if (sum <= 0.0) return;
  for (double& weight : weights) weight /= sum;
}

double of(const Shares& shares, std::string_view name, double otherwise) {
  const auto found = std::ranges::find_if(shares, [&](const auto& each) { return each.first == name; });
  return found == shares.end() ? otherwise : found->second;
}

bool runs(const WorldEvent& event, double day) {
  return day >= event.from && day < event.to;
}

template <class Groups>
std::vector<double> group_shares(const Groups& groups, const Shares& factors) {
  std::vector<double> shares;
  for (const auto& group : groups) shares.push_back(group.share * of(factors, group.id, 1.0));
  normalise(shares);
  return shares;
}

}  // namespace

Result<Truth> Truth::make(const content::World& world, const Library& library) {
  Truth truth(world, library);
  truth.make_facts();
  if (auto wrong = truth.check()) return fail(*std::move(wrong));
  truth.make_tables();
  return truth;
}

void Truth::make_facts() {
  for (const FactDefinition& fact : library_->facts.all()) {
    if (fact.type != FactType::choice || fact.id == "contacts.recent") continue;
    facts_.push_back({&fact, of(world_->number_tells, fact.id, 0.0),
                      fact.askable() ? of(world_->answers, fact.id, world_->answers_otherwise) : 0.0});
  }
}

std::optional<Error> Truth::check() const {
  const auto wrong = [](std::string what) {
    return Error{Code::invalid, std::move(what), "use the ids of the library's facts and cases"};
  };
  std::vector<std::pair<std::string, std::string>> values;
  for (const auto* groups : {&world_->places, &world_->devices}) {
    for (const auto& group : *groups) values.insert(values.end(), group.facts.begin(), group.facts.end());
  }
  for (const WorldEvent& event : world_->events)
    values.insert(values.end(), event.facts.begin(), event.facts.end());
  const auto add_shares = [&](const auto& groups) {
    for (const auto& [fact, shares] : groups) {
      for (const auto& [value, weight] : shares) values.emplace_back(fact, value);
    }
  };
  add_shares(world_->base);
  for (const WorldCause& cause : world_->causes) add_shares(cause.facts);
  for (const auto& [fact, value] : values) {
    const std::size_t index = fact_index(fact);
    if (index == kNone || facts_[index].definition->find_value(value) == nullptr)
      return wrong(fmt::format("the world's fact {}: {} is not in the catalogue", fact, value));
  }
  for (const std::string& id : {world_->place_fact, world_->device_fact}) {
    const FactDefinition* fact = library_->facts.find(id);
    if (!id.empty() && (fact == nullptr || fact->determines.empty()))
      return wrong(fmt::format("the world's place_fact or device_fact {} determines no facts", id));
  }
  for (const WorldCause& cause : world_->causes) {
    for (const auto& [id, p] : cause.cured_by) {
      if (library_->find(id) == nullptr)
        return wrong(fmt::format("cause {} is cured by {}, which is no case of the library", cause.id, id));
      if (p > 1.0) return wrong(fmt::format("cause {}: cured_by {} is no probability", cause.id, id));
    }
  }
  return std::nullopt;
}

std::size_t Truth::fact_index(std::string_view id) const {
  const auto found = std::ranges::find_if(facts_, [&](const WorldFact& f) { return f.definition->id == id; });
  return found == facts_.end() ? kNone : static_cast<std::size_t>(found - facts_.begin());
}

std::vector<double> Truth::distribution(std::size_t fact, const Shares& shares) const {
  std::vector<double> weights;
  for (const FactValue& value : facts_[fact].definition->values) weights.push_back(of(shares, value.id, 0.0));
  normalise(weights);
  return weights;
}

Truth::Fixed Truth::fixed_by(const std::vector<std::pair<std::string, std::string>>& values) const {
  Fixed fixed(facts_.size(), kNone);
  for (const auto& [fact, value] : values) {
    const std::size_t index = fact_index(fact);
    const auto& all = facts_[index].definition->values;
    const auto found = std::ranges::find_if(all, [&](const FactValue& each) { return each.id == value; });
    fixed[index] = static_cast<std::size_t>(found - all.begin());
  }
  return fixed;
}

void Truth::make_tables() {
  std::set<std::string> cures;
  std::vector<std::pair<std::size_t, std::size_t>> groups;  // group -> first phrase, count
  for (const auto& [group, texts] : world_->phrases) {
    groups.emplace_back(phrases_.size(), texts.size());
    phrases_.insert(phrases_.end(), texts.begin(), texts.end());
  }
  for (std::size_t f = 0; f < facts_.size(); ++f) {
    Shares shares;
    for (const FactValue& value : facts_[f].definition->values) {
      const std::string id = value.id;
      shares.emplace_back(id, facts_[f].definition->share_of({&id, 1}));
    }
    for (const auto& [fact, weights] : world_->base) {
      if (fact == facts_[f].definition->id) shares = weights;
    }
    base_.push_back(distribution(f, shares));
  }
  for (const WorldCause& cause : world_->causes) {
    for (const auto& [id, p] : cause.cured_by) cures.insert(id);
    places_.push_back(group_shares(world_->places, cause.places));
    devices_.push_back(group_shares(world_->devices, cause.devices));
    std::vector<double> says(phrases_.size(), 0.0);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const double weight = of(cause.says, world_->phrases[g].first, 0.0);
      for (std::size_t i = 0; i < groups[g].second; ++i)
        says[groups[g].first + i] = weight / static_cast<double>(groups[g].second);
    }
    normalise(says);
    says_.push_back(std::move(says));
    std::vector<std::vector<double>> facts(facts_.size());
    for (const auto& [fact, shares] : cause.facts) {
      const std::size_t index = fact_index(fact);
      facts[index] = distribution(index, shares);
    }
    by_cause_.push_back(std::move(facts));
  }
  for (const auto& place : world_->places) by_place_.push_back(fixed_by(place.facts));
  for (const auto& device : world_->devices) by_device_.push_back(fixed_by(device.facts));
  wrong_.assign(facts_.size(), world_->wrong_facts);
  for (const auto& event : world_->events) {
    by_event_.push_back(fixed_by(event.facts));
    for (std::size_t f = 0; f < facts_.size(); ++f) {
      if (by_event_.back()[f] != kNone) wrong_[f] = 0.0;  // the operator knows where it works
    }
  }
  cures_.assign(cures.begin(), cures.end());
}

std::vector<double> Truth::joint(double day) const {
  std::vector<double> priors;
  for (const WorldCause& cause : world_->causes) {
    double prior = cause.prior;
    for (const auto& drift : world_->drift) {
      if (drift.cause == cause.id && day >= drift.day) prior *= drift.times;
    }
    priors.push_back(prior);
  }
  normalise(priors);
  const std::size_t places = world_->places.size();
  std::vector<double> joint(priors.size() * places);
  for (std::size_t z = 0; z < priors.size(); ++z) {
    for (std::size_t p = 0; p < places; ++p) joint[z * places + p] = priors[z] * places_[z][p];
  }
  for (const WorldEvent& event : world_->events) {
    if (!runs(event, day)) continue;
    for (std::size_t z = 0; z < priors.size(); ++z) {
      if (world_->causes[z].id != event.cause) continue;
      for (std::size_t p = 0; p < places; ++p) {
        if (world_->places[p].id == event.place) joint[z * places + p] += event.surge;
      }
    }
  }
  normalise(joint);
  return joint;
}

std::vector<double> Truth::real(std::size_t fact, std::size_t cause, std::size_t place, std::size_t device,
                                double day) const {
  const auto fixed = [&](std::size_t value) {
    std::vector<double> all(facts_[fact].definition->values.size(), 0.0);
    all[value] = 1.0;
    return all;
  };
  for (std::size_t e = 0; e < world_->events.size(); ++e) {
    const WorldEvent& event = world_->events[e];
    if (runs(event, day) && event.place == world_->places[place].id && by_event_[e][fact] != kNone)
      return fixed(by_event_[e][fact]);
  }
  if (by_place_[place][fact] != kNone) return fixed(by_place_[place][fact]);
  if (by_device_[device][fact] != kNone) return fixed(by_device_[device][fact]);
  const std::vector<double>& own = by_cause_[cause][fact];
  return own.empty() ? base_[fact] : own;
}

double Truth::heard(std::size_t fact, std::size_t value, const Call& of, std::size_t cause) const {
  const double p = real(fact, cause, of.place, of.device, of.day)[value];
  const auto others = static_cast<double>(facts_[fact].definition->values.size() - 1);
  return (1.0 - wrong_[fact]) * p + wrong_[fact] * (1.0 - p) / others;
}

double Truth::resolves(std::size_t cause, const std::string& case_id, double day) const {
  double p = of(world_->causes[cause].cured_by, case_id, world_->cured_otherwise);
  for (const auto& drift : world_->drift) {
    if (drift.case_id == case_id && day >= drift.day) p *= drift.times;
  }
  return std::min(p, 1.0);
}

std::vector<double> Truth::drift_days() const {
  std::vector<double> days;
  for (const auto& drift : world_->drift) days.push_back(drift.day);
  std::ranges::sort(days);
  return days;
}

Call Truth::draw(std::uint64_t seed, std::size_t number) const {
  Dice dice(seed, 2 * number);
  Call call;
  call.number = number;
  call.day = day_of(number);
  const std::size_t both = dice.pick(joint(call.day));
  call.cause = both / world_->places.size();
  call.place = both % world_->places.size();
  call.device = dice.pick(devices_[call.cause]);
  for (std::size_t f = 0; f < facts_.size(); ++f) {
    const auto shares = real(f, call.cause, call.place, call.device, call.day);
    std::size_t value = dice.pick(shares);
    const bool wrong = dice.chance(wrong_[f]);
    const std::size_t shift = 1 + dice.below(shares.size() - 1);
    if (wrong) value = (value + shift) % shares.size();
    call.told.push_back(dice.chance(facts_[f].told) ? value : kNone);
    call.answers.push_back(dice.chance(facts_[f].answered) ? value : kNone);
  }
  draw_words(call, seed, 2 * number + 1);
  return call;
}

Call Truth::again(const Call& before, std::uint64_t seed, double days) const {
  Call call = before;
  call.day = before.day + days;
  draw_words(call, seed ^ 0x5bd1e995U, 2 * before.number + 1);
  return call;
}

void Truth::draw_words(Call& call, std::uint64_t seed, std::uint64_t stream) const {
  Dice dice(seed, stream);
  call.phrase = dice.pick(says_[call.cause]);
  call.luck = dice.unit();
  call.words = say(call.phrase, dice.next(), 0);
}

}  // namespace firstfix::service
