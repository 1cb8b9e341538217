// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/contact_json.h"

#include <cmath>

#include <nlohmann/json.hpp>

namespace firstfix::store {
namespace {

using nlohmann::json;

std::string written(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

json parsed(std::string_view text) {
  json value = json::parse(text, nullptr, /*allow_exceptions=*/false);
  return value.is_array() ? value : json::array();
}

std::string text_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

// Four digits are more than any of these numbers is worth, and a third of the bytes.
double short_number(double number) {
  return std::round(number * 1e4) / 1e4;
}

double number_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number() ? found->get<double>() : 0.0;
}

const json& array_at(const json& object, const char* key) {
  static const json kNone = json::array();
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : kNone;
}

ConsideredCase case_from(const json& item) {
  ConsideredCase each{text_at(item, "case"), number_at(item, "p"), number_at(item, "e"), {}};
  for (const json& feature : array_at(item, "f")) {
    if (feature.is_number()) each.features.push_back(feature.get<double>());
  }
  return each;
}

using TextPairs = std::vector<std::pair<std::string, std::string>>;

json from_pairs(const TextPairs& pairs) {
  json array = json::array();
  for (const auto& [id, value] : pairs) array.push_back(json::array({id, value}));
  return array;
}

TextPairs pairs_at(const json& object, const char* key) {
  TextPairs pairs;
  for (const json& pair : array_at(object, key)) {
    if (pair.is_array() && pair.size() == 2 && pair[0].is_string() && pair[1].is_string())
      pairs.emplace_back(pair[0].get<std::string>(), pair[1].get<std::string>());
  }
  return pairs;
}

}  // namespace

std::string facts_to_json(const FactSet& facts) {
  json array = json::array();
  for (const Fact& fact : facts) {
    array.push_back({{"id", fact.id}, {"value", fact.value}, {"source", fact.source}});
  }
  return written(array);
}

std::string list_to_json(const std::vector<std::string>& texts) {
  return written(json(texts));
}

FactSet facts_from_json(std::string_view text) {
  FactSet facts;
  for (const json& item : parsed(text)) {
    if (!item.is_object()) continue;
    facts.put({text_at(item, "id"), text_at(item, "value"), text_at(item, "source"), {}});
  }
  return facts;
}

std::vector<std::string> list_from_json(std::string_view text) {
  std::vector<std::string> texts;
  for (const json& item : parsed(text)) {
    if (item.is_string()) texts.push_back(item.get<std::string>());
  }
  return texts;
}

std::string weights_to_json(const NamedWeights& weights) {
  json array = json::array();
  for (const auto& [name, weight] : weights) array.push_back(json::array({name, weight}));
  return written(array);
}

NamedWeights weights_from_json(std::string_view text) {
  NamedWeights weights;
  for (const json& pair : parsed(text)) {
    if (pair.is_array() && pair.size() == 2 && pair[0].is_string() && pair[1].is_number())
      weights.emplace_back(pair[0].get<std::string>(), pair[1].get<double>());
  }
  return weights;
}

std::string considered_to_json(const Considered& considered) {
  if (considered == Considered{}) return {};
  json beliefs = json::array();
  for (const auto& [id, belief] : considered.beliefs)
    beliefs.push_back(json::array({id, short_number(belief)}));
  json cases = json::array();
  for (const ConsideredCase& each : considered.cases) {
    json features = json::array();
    for (const double feature : each.features) features.push_back(short_number(feature));
    cases.push_back({{"case", each.case_id},
                     {"p", short_number(each.probability)},
                     {"e", short_number(each.expected)},
                     {"f", std::move(features)}});
  }
  return written({{"facts", from_pairs(considered.facts)},
                  {"said", considered.said},
                  {"circumstances", from_pairs(considered.circumstances)},
                  {"beliefs", std::move(beliefs)},
                  {"cases", std::move(cases)},
                  {"questions", considered.questions},
                  {"layout", considered.layout}});
}

Considered considered_from_json(std::string_view text) {
  Considered considered;
  const json value = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!value.is_object()) return considered;
  considered.facts = pairs_at(value, "facts");
  for (const json& id : array_at(value, "said")) {
    if (id.is_string()) considered.said.push_back(id.get<std::string>());
  }
  considered.circumstances = pairs_at(value, "circumstances");
  for (const json& pair : array_at(value, "beliefs")) {
    if (pair.is_array() && pair.size() == 2 && pair[0].is_string() && pair[1].is_number())
      considered.beliefs.emplace_back(pair[0].get<std::string>(), pair[1].get<double>());
  }
  for (const json& item : array_at(value, "cases")) {
    if (item.is_object()) considered.cases.push_back(case_from(item));
  }
  considered.questions = static_cast<int>(number_at(value, "questions"));
  // Contacts recorded before there was a second layout say nothing of theirs.
  if (value.contains("layout")) considered.layout = static_cast<int>(number_at(value, "layout"));
  return considered;
}

}  // namespace firstfix::store
