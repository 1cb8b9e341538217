// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/contact_json.h"

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

}  // namespace

std::string facts_to_json(const FactSet& facts) {
  json array = json::array();
  for (const Fact& fact : facts) {
    array.push_back(
        {{"id", fact.id}, {"value", fact.value}, {"source", fact.source}, {"detail", fact.detail}});
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
    facts.put(
        {text_at(item, "id"), text_at(item, "value"), text_at(item, "source"), text_at(item, "detail")});
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

}  // namespace firstfix::store
