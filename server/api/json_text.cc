// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/json_text.h"

#include <cstdint>
#include <utility>

#include "kb/core/json_text.h"

namespace firstfix::api {
namespace {

using nlohmann::ordered_json;
using Type = ordered_json::value_t;

constexpr std::size_t kUsual = 16'000;  // bytes of an answer to a resolve

void append(std::string& to, const ordered_json& value);

void append_object(std::string& to, const ordered_json::object_t& object) {
  to += '{';
  for (bool first = true; const auto& [name, value] : object) {
    if (!std::exchange(first, false)) to += ',';
    append_json(to, name);
    to += ':';
    append(to, value);
  }
  to += '}';
}

void append_array(std::string& to, const ordered_json::array_t& array) {
  to += '[';
  for (bool first = true; const ordered_json& value : array) {
    if (!std::exchange(first, false)) to += ',';
    append(to, value);
  }
  to += ']';
}

void append(std::string& to, const ordered_json& value) {
  switch (value.type()) {
    case Type::object:
      return append_object(to, value.get_ref<const ordered_json::object_t&>());
    case Type::array:
      return append_array(to, value.get_ref<const ordered_json::array_t&>());
    case Type::string:
      return append_json(to, value.get_ref<const std::string&>());
    case Type::number_float:
      return append_json(to, value.get<double>());
    case Type::number_integer:
      to += std::to_string(value.get<std::int64_t>());
      return;
    case Type::number_unsigned:
      to += std::to_string(value.get<std::uint64_t>());
      return;
    case Type::boolean:
      to += value.get<bool>() ? "true" : "false";
      return;
    case Type::null:
    case Type::binary:
    case Type::discarded:
      to += "null";
      return;
  }
}

}  // namespace

std::string written(const ordered_json& value) {
  std::string json;
  json.reserve(kUsual);
  append(json, value);
  return json;
}

}  // namespace firstfix::api
