// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include <nlohmann/json.hpp>

namespace firstfix::api {

inline void add_members(nlohmann::ordered_json::object_t&) {}

template <typename Value, typename... More>
void add_members(nlohmann::ordered_json::object_t& object, const char* name, Value&& value, More&&... more) {
  // ordered_map's own emplace compares the name with all before it.
  using Members = nlohmann::ordered_json::object_t;
  object.Members::Container::emplace_back(name, std::forward<Value>(value));
  add_members(object, std::forward<More>(more)...);
}

// The object of these members in this order: object("case", id, "count", 3). Names must differ. What is given
// to be moved is moved; an initializer list, {{"case", id}, ...}, copies and first looks whether it is an
// object, which took half of the time of a list of hits.
template <typename... NamesAndValues>
nlohmann::ordered_json object(NamesAndValues&&... members) {
  static_assert(sizeof...(members) % 2 == 0, "a name and its value in turn");
  nlohmann::ordered_json::object_t made;
  made.reserve(sizeof...(members) / 2);
  add_members(made, std::forward<NamesAndValues>(members)...);
  return made;
}

}  // namespace firstfix::api
