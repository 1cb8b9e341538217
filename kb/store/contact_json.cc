// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/contact_json.h"

#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kb/core/json_text.h"

namespace firstfix::store {
namespace {

using nlohmann::json;

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

template <class List, class Append>
void append_list(std::string& to, const List& list, Append append) {
  to += '[';
  for (bool first = true; const auto& each : list) {
    if (!std::exchange(first, false)) to += ',';
    append(each);
  }
  to += ']';
}

template <class Value>
void append_member(std::string& to, std::string_view before, const Value& value) {
  to += before;
  append_json(to, value);
}

// [[name, what is written of the value], ...]
template <class Pairs, class WrittenOf>
void append_pairs(std::string& to, const Pairs& pairs, WrittenOf written_of) {
  append_list(to, pairs, [&](const auto& pair) {
    append_member(to, "[", pair.first);
    append_member(to, ",", written_of(pair.second));
    to += ']';
  });
}

void append_case(std::string& to, const ConsideredCase& each) {
  append_member(to, R"({"case":)", each.case_id);
  append_member(to, R"(,"e":)", short_number(each.expected));
  to += R"(,"f":)";
  append_list(to, each.features, [&](double feature) { append_json(to, short_number(feature)); });
  append_member(to, R"(,"p":)", short_number(each.probability));
  to += '}';
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

}  // namespace

std::string facts_to_json(const FactSet& facts) {
  std::string written;
  append_list(written, facts, [&](const Fact& fact) {
    append_member(written, R"({"id":)", fact.id);
    append_member(written, R"(,"source":)", fact.source);
    append_member(written, R"(,"value":)", fact.value);
    written += '}';
  });
  return written;
}

std::string list_to_json(const std::vector<std::string>& texts) {
  std::string written;
  append_list(written, texts, [&](const std::string& text) { append_json(written, text); });
  return written;
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
  std::string written;
  append_pairs(written, weights, [](double weight) { return weight; });
  return written;
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
  std::string written = R"({"beliefs":)";
  append_pairs(written, considered.beliefs, short_number);
  written += R"(,"cases":)";
  append_list(written, considered.cases, [&](const ConsideredCase& each) { append_case(written, each); });
  written += R"(,"facts":)";
  append_pairs(written, considered.facts, [](const std::string& value) -> std::string_view { return value; });
  written += fmt::format(R"(,"layout":{},"questions":{}}})", considered.layout, considered.questions);
  return written;
}

Considered considered_from_json(std::string_view text) {
  Considered considered;
  const json value = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!value.is_object()) return considered;
  for (const json& pair : array_at(value, "facts")) {
    if (pair.is_array() && pair.size() == 2 && pair[0].is_string() && pair[1].is_string())
      considered.facts.emplace_back(pair[0].get<std::string>(), pair[1].get<std::string>());
  }
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
