// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/circumstance.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>

namespace firstfix::resolve {
namespace {

constexpr double kWorthKeeping = 1e-3;  // contacts

}  // namespace

CircumstanceTally::CircumstanceTally(Date landmark, double half_life_days)
    : landmark_(landmark), half_life_days_(half_life_days) {}

double CircumstanceTally::weight_of(Date day) const {
  return std::exp2(static_cast<double>((day - landmark_).count()) / half_life_days_);
}

CircumstanceTally::Value* CircumstanceTally::to_change(OfFact& fact, const std::string& value, double times) {
  if (times >= 0.0) return &fact.values[value];
  const auto found = fact.values.find(value);
  return found == fact.values.end() ? nullptr : &found->second;
}

void CircumstanceTally::drop_rare(OfFact& fact) {
  std::vector<double> contacts;
  contacts.reserve(fact.values.size());
  for (const auto& [id, value] : fact.values) contacts.push_back(value.contacts);
  const auto least = contacts.begin() + kMostValues;
  std::ranges::nth_element(contacts, least, std::ranges::greater{});
  std::erase_if(fact.values, [&](const auto& each) { return each.second.contacts <= *least; });
}

void CircumstanceTally::count(const FactValues& circumstances, const FactValues& facts, Date day,
                              double times) {
  for (const auto& [id, value] : circumstances) {
    OfFact& fact = facts_[id];
    fact.contacts += times * weight_of(day);
    if (fact.values.size() >= 2 * kMostValues) drop_rare(fact);
    Value* here = to_change(fact, value, times);
    if (here == nullptr) continue;
    here->contacts += times * weight_of(day);
    // A new one each time: whoever reads the old one keeps it.
    auto there = here->there == nullptr ? std::make_shared<FactProfile>(landmark_, half_life_days_)
                                        : std::make_shared<FactProfile>(*here->there);
    there->add(facts, day, times);
    here->there = std::move(there);
  }
}

void CircumstanceTally::credit(const FactValues& circumstances, std::string_view case_id, Date day,
                               double times) {
  for (const auto& [id, value] : circumstances) {
    OfFact& fact = facts_[id];
    fact.right[std::string(case_id)] += times * weight_of(day);
    if (Value* here = to_change(fact, value, times))
      here->right[std::string(case_id)] += times * weight_of(day);
  }
}

std::size_t CircumstanceTally::values(std::string_view fact) const {
  const auto found = facts_.find(fact);
  return found == facts_.end() ? 0 : found->second.values.size();
}

void CircumstanceTally::forget(Date today) {
  const double least = kWorthKeeping * weight_of(today);
  for (auto& [id, fact] : facts_) {
    std::erase_if(fact.values, [&](const auto& each) { return each.second.contacts < least; });
    std::erase_if(fact.right, [&](const auto& each) { return each.second < least; });
    for (auto& [value, here] : fact.values)
      std::erase_if(here.right, [&](const auto& each) { return each.second < least; });
  }
}

const CircumstanceTally::Value* CircumstanceTally::value(
    const std::pair<std::string, std::string>& circumstance) const {
  const auto fact = facts_.find(circumstance.first);
  if (fact == facts_.end()) return nullptr;
  const auto found = fact->second.values.find(circumstance.second);
  return found == fact->second.values.end() ? nullptr : &found->second;
}

std::vector<Circumstance> CircumstanceTally::find(const FactValues& circumstances) const {
  std::vector<Circumstance> found;
  found.reserve(circumstances.size());
  for (const auto& each : circumstances) {
    const Value* here = value(each);
    found.push_back({each.first, each.second, here == nullptr ? nullptr : here->there});
  }
  return found;
}

std::vector<CircumstanceTally::Reader> CircumstanceTally::readers(const FactValues& circumstances,
                                                                  Date today) const {
  std::vector<Reader> readers;
  readers.reserve(circumstances.size());
  for (const auto& each : circumstances) {
    Reader& reader = readers.emplace_back();
    const Value* here = value(each);
    if (here == nullptr) continue;
    const OfFact& fact = facts_.find(each.first)->second;
    if (!(fact.contacts > 0.0)) continue;
    reader.here_ = &here->right;
    reader.anywhere_ = &fact.right;
    reader.share_ = std::clamp(here->contacts / fact.contacts, 0.0, 1.0);
    reader.weight_ = weight_of(today);
  }
  return readers;
}

CircumstanceRecord CircumstanceTally::Reader::of(std::string_view case_id) const {
  if (here_ == nullptr) return {};
  const auto anywhere = anywhere_->find(case_id);
  if (anywhere == anywhere_->end()) return {};
  const auto here = here_->find(case_id);
  const double right = here == here_->end() ? 0.0 : here->second;
  return {std::max(0.0, right) / weight_, std::max(0.0, anywhere->second) * share_ / weight_};
}

}  // namespace firstfix::resolve
