// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/fact_words.h"

namespace firstfix::pages {
namespace {

const std::string& chosen(const std::string& chinese, const std::string& english, const Strings& t) {
  return t.language() == Language::english && !english.empty() ? english : chinese;
}

}  // namespace

std::string label_of(const FactDefinition& fact, const Strings& t) {
  return chosen(fact.label, fact.label_en, t);
}

std::string label_of(const FactValue& value, const Strings& t) {
  return chosen(value.label, value.label_en, t);
}

std::string value_of(const Fact& fact, const FactCatalogue& catalogue, const Strings& t) {
  const FactDefinition* definition = catalogue.find(fact.id);
  const FactValue* value = definition == nullptr ? nullptr : definition->find_value(fact.value);
  return value == nullptr ? std::string(catalogue.label_of(fact)) : label_of(*value, t);
}

std::string question_of(const FactDefinition& fact, const Strings& t) {
  return chosen(fact.question, fact.question_en, t);
}

}  // namespace firstfix::pages
