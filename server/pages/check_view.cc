// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/check_view.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "server/words/fact_words.h"

namespace firstfix::pages {
namespace {

// In the order of effort: first what takes seconds.
constexpr std::array<std::string_view, 4> kHandsetFacts{"restart", "device.volte_on", "swap.sim",
                                                        "swap.handset"};
constexpr std::string_view kDontKnow = "unknown";

Data option_data(const FactValue& value, std::string_view answer, const Strings& t) {
  Data data;
  data["option_value"] = value.id;
  data["option_label"] = label_of(value, t);
  data["chosen"] = value.id == answer;
  return data;
}

Data test_data(const FactDefinition& fact, const Resolution& resolution, const Strings& t) {
  std::string_view answer = resolution.contact.stated.value(fact.id);
  if (answer.empty()) answer = resolution.facts.value(fact.id);
  List options;
  for (const FactValue& value : fact.values) options.push_back(option_data(value, answer, t));
  options.push_back(option_data({std::string(kDontKnow), t.text("question.unknown")}, answer, t));
  const FactValue* known = fact.find_value(answer);
  Data data;
  data["fact"] = fact.id;
  data["fact_label"] = label_of(fact, t);
  data["done"] = known != nullptr;
  data["answer"] = known == nullptr ? std::string() : label_of(*known, t);
  data["options"] = options;
  return data;
}

}  // namespace

Data checks_data(const Resolution& resolution, const FactCatalogue& catalogue, const Strings& t) {
  List tests;
  for (const std::string_view id : kHandsetFacts) {
    const FactDefinition* fact = catalogue.find(id);
    if (fact != nullptr && fact->type == FactType::choice) tests.push_back(test_data(*fact, resolution, t));
  }
  if (tests.empty()) return Data(false);
  Data data;
  data["tests"] = tests;
  return data;
}

}  // namespace firstfix::pages
