// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/api/openapi.h"

#include <algorithm>
#include <stdexcept>

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#include <yaml-cpp/yaml.h>

namespace firstfix::test {
namespace {

using nlohmann::json;

// Quoted scalars are strings; plain ones whatever YAML's core schema makes of them.
json scalar(const YAML::Node& node) {
  const std::string& text = node.Scalar();
  if (node.Tag() == "!") return text;
  if (text == "true" || text == "false") return text == "true";
  if (text == "null") return nullptr;
  long long number = 0;
  if (YAML::convert<long long>::decode(node, number)) return number;
  return text;
}

json to_json(const YAML::Node& node) {
  if (node.IsScalar()) return scalar(node);
  json value = node.IsSequence() ? json::array() : json::object();
  if (node.IsSequence()) {
    for (const YAML::Node& item : node) value.push_back(to_json(item));
  } else {
    for (const auto& item : node) value[item.first.Scalar()] = to_json(item.second);
  }
  return value;
}

// Follows "#/components/responses/Problem".
const json& resolved(const json& document, const json& node) {
  const auto reference = node.find("$ref");
  if (reference == node.end()) return node;
  return document.at(json::json_pointer(reference->get<std::string>().substr(1)));
}

}  // namespace

OpenApi::OpenApi(const std::string& yaml) : document_(to_json(YAML::Load(yaml))) {}

std::vector<std::string> OpenApi::faults(const std::string& path, const std::string& method, int status,
                                         const json& body) const {
  const json& responses = document_.at("paths").at(path).at(method).at("responses");
  const std::string key = std::to_string(status);
  const json& response =
      resolved(document_, responses.contains(key) ? responses.at(key) : responses.at("default"));
  // The schema with all components beside it, so that its references resolve.
  json root = response.at("content").begin().value().at("schema");
  root["components"] = document_.at("components");

  valijson::Schema schema;
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(root), schema);
  valijson::Validator validator;
  valijson::ValidationResults results;
  validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(body), &results);
  std::vector<std::string> faults;
  for (const auto& error : results) {
    std::string place;
    for (const std::string& step : error.context) place += step;
    faults.push_back(place + ": " + error.description);
  }
  return faults;
}

std::vector<std::string> OpenApi::operations() const {
  std::vector<std::string> list;
  for (const auto& [path, methods] : document_.at("paths").items()) {
    for (const auto& [method, operation] : methods.items()) {
      std::string upper = method;
      std::ranges::transform(upper, upper.begin(),
                             [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
      list.push_back(upper + " " + path);
    }
  }
  std::ranges::sort(list);
  return list;
}

}  // namespace firstfix::test
