// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kb/core/records.h"

namespace firstfix::facts {

// The parts of a place's name from the widest to the narrowest: 天府新区华阳街道滨河小区 -> 天府新区,
// 华阳街道, 滨河小区. What follows the last administrative suffix is a part of its own.
std::vector<std::string> parts_of_place(std::string_view name);

struct PlaceMatch {
  Area area;
  std::string said;  // the words that named it: 雨敞坪镇
};

// Finds the known area a text speaks of. Immutable once built; any thread.
//
// An area is named when the text holds its narrowest part, with or without a suffix people leave out
// (滨河小区, 雨敞坪镇 -> 雨敞坪); wider parts in the text choose between areas of one name. Two areas of
// equal standing more than 2 km apart: nobody knows which is meant, hence none.
class PlaceNames {
 public:
  PlaceNames() = default;
  explicit PlaceNames(const std::vector<Area>& areas);

  // Looks at the first 1,000 bytes.
  std::optional<PlaceMatch> find(std::string_view text) const;
  std::size_t size() const { return places_.size(); }

 private:
  struct Place {
    Area area;
    std::vector<std::string> wider;
  };
  struct Said {
    std::string_view words;
    std::size_t at = 0;
    const std::vector<std::size_t>* places = nullptr;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
  };

  void add(const Area& area, std::string_view name, std::vector<std::string>& wider);
  void add_key(std::string_view key, std::size_t place);
  std::vector<Said> names_in(std::string_view text) const;

  std::vector<Place> places_;
  std::unordered_map<std::string, std::vector<std::size_t>, Hash, std::equal_to<>> by_key_;
  std::vector<std::size_t> lengths_;  // of the keys in bytes, longest first
};

}  // namespace firstfix::facts
