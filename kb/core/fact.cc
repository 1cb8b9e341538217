// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/fact.h"

#include <algorithm>
#include <utility>

namespace firstfix {

void FactSet::put(Fact fact) {
  const auto same = [&](const Fact& other) { return other.id == fact.id; };
  if (const auto it = std::find_if(facts_.begin(), facts_.end(), same); it != facts_.end()) {
    *it = std::move(fact);
  } else {
    facts_.push_back(std::move(fact));
  }
}

const Fact* FactSet::find(std::string_view id) const {
  const auto it = std::find_if(facts_.begin(), facts_.end(), [&](const Fact& f) { return f.id == id; });
  return it == facts_.end() ? nullptr : &*it;
}

std::string_view FactSet::value(std::string_view id) const {
  const Fact* fact = find(id);
  return fact == nullptr ? std::string_view{} : std::string_view{fact->value};
}

const FactValue* FactDefinition::find_value(std::string_view value_id) const {
  const auto it =
      std::find_if(values.begin(), values.end(), [&](const FactValue& v) { return v.id == value_id; });
  return it == values.end() ? nullptr : &*it;
}

double FactDefinition::share_of(std::span<const std::string> value_ids) const {
  const bool stated = std::ranges::any_of(values, [](const FactValue& v) { return v.share > 0.0; });
  const double even = values.empty() ? 0.0 : 1.0 / static_cast<double>(values.size());
  double sum = 0.0;
  for (const std::string& value_id : value_ids) {
    const FactValue* value = find_value(value_id);
    if (value != nullptr) sum += stated ? value->share : even;
  }
  return sum;
}

FactCatalogue::FactCatalogue(std::vector<FactDefinition> definitions) : definitions_(std::move(definitions)) {
  for (std::size_t i = 0; i < definitions_.size(); ++i) by_id_.emplace(definitions_[i].id, i);
}

const FactDefinition* FactCatalogue::find(std::string_view id) const {
  const auto it = by_id_.find(std::string(id));
  return it == by_id_.end() ? nullptr : &definitions_[it->second];
}

std::string_view FactCatalogue::label_of(const Fact& fact) const {
  const FactDefinition* definition = find(fact.id);
  const FactValue* value = definition == nullptr ? nullptr : definition->find_value(fact.value);
  return value == nullptr ? fact.value : value->label;
}

}  // namespace firstfix
