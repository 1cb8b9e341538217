// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/facts/place_names.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "kb/core/utf8.h"

namespace firstfix::facts {
namespace {

// Longer ones first: 小区 is no 区.
constexpr std::array<std::string_view, 25> kSuffixes{
    "自治区", "自治州", "自治县", "开发区", "高新区", "小区", "社区", "街道", "片区",
    "新区",   "景区",   "校区",   "园区",   "大道",   "省",   "市",   "区",   "县",
    "旗",     "镇",     "乡",     "村",     "路",     "街",   "巷"};
// People say the name without it; 路 and 街 belong to the name.
constexpr std::array<std::string_view, 8> kLeftOut{"小区", "社区", "街道", "片区", "镇", "乡", "村", "花园"};
constexpr std::array<std::string_view, 6> kVague{"一带", "附近", "周边", "沿线", "片区", "区域"};
constexpr std::array<std::string_view, 7> kSeparators{"、", "，", ",", "/", "；", ";", "和"};
constexpr std::size_t kLeastStem = 3;  // characters: 人民 of 人民路 is in 人民币
constexpr std::size_t kLeastName = 2;
constexpr std::size_t kMostText = 1'000;
constexpr double kSamePlaceM = 2'000.0;

std::size_t character_at(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end - at;
}

// The suffix that stands at this place, empty when none does.
std::string_view suffix_at(std::string_view text, std::size_t at) {
  for (const std::string_view suffix : kSuffixes) {
    if (text.substr(at).starts_with(suffix)) return suffix;
  }
  return {};
}

std::vector<std::string_view> split(std::string_view name) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < name.size();) {
    const auto found = std::ranges::find_if(
        kSeparators, [&](std::string_view separator) { return name.substr(at).starts_with(separator); });
    if (found == kSeparators.end()) {
      at += character_at(name, at);
      continue;
    }
    pieces.push_back(name.substr(begin, at - begin));
    at += found->size();
    begin = at;
  }
  pieces.push_back(name.substr(begin));
  return pieces;
}

std::string_view without_vague_end(std::string_view name) {
  for (const std::string_view vague : kVague) {
    if (name.ends_with(vague) && name.size() > vague.size()) name.remove_suffix(vague.size());
  }
  return name;
}

}  // namespace

std::vector<std::string> parts_of_place(std::string_view name) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < name.size();) {
    const std::string_view suffix = suffix_at(name, at);
    if (suffix.empty() || at == begin) {  // a suffix alone is no name: 市二医院
      at += character_at(name, at);
      continue;
    }
    at += suffix.size();
    parts.emplace_back(name.substr(begin, at - begin));
    begin = at;
  }
  if (begin == name.size()) return parts;
  std::string rest(name.substr(begin));
  if (parts.empty() || count_code_points(rest) >= kLeastName) {
    parts.push_back(std::move(rest));
  } else {
    parts.back() += rest;  // 南街村: what is left of one character belongs to the part before
  }
  return parts;
}

PlaceNames::PlaceNames(const std::vector<Area>& areas) {
  for (const Area& area : areas) {
    std::vector<std::string> wider;  // 锦江区春熙路、东大街: the second street is in the same district
    for (const std::string_view piece : split(area.name)) add(area, without_vague_end(piece), wider);
  }
  std::set<std::size_t, std::greater<>> lengths;
  for (const auto& [key, places] : by_key_) lengths.insert(key.size());
  lengths_.assign(lengths.begin(), lengths.end());
}

void PlaceNames::add(const Area& area, std::string_view name, std::vector<std::string>& wider) {
  std::vector<std::string> parts = parts_of_place(name);
  if (parts.empty()) return;
  const std::string narrowest = parts.back();
  parts.pop_back();
  if (!parts.empty()) wider = parts;
  const std::size_t place = places_.size();
  places_.push_back({area, wider});
  if (count_code_points(narrowest) >= kLeastName) add_key(narrowest, place);
  add_key(name, place);
  for (const std::string_view suffix : kLeftOut) {
    if (!narrowest.ends_with(suffix)) continue;
    const std::string stem = narrowest.substr(0, narrowest.size() - suffix.size());
    if (count_code_points(stem) >= kLeastStem) add_key(stem, place);
  }
}

void PlaceNames::add_key(std::string_view key, std::size_t place) {
  if (count_code_points(key) < kLeastName) return;
  auto& places = by_key_[std::string(key)];
  if (places.empty() || places.back() != place) places.push_back(place);
}

// At each place of the text its longest name.
std::vector<PlaceNames::Said> PlaceNames::names_in(std::string_view text) const {
  std::vector<Said> said;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t step = character_at(text, at);
    for (const std::size_t length : lengths_) {
      if (at + length > text.size()) continue;
      const auto found = by_key_.find(text.substr(at, length));
      if (found == by_key_.end()) continue;
      said.push_back({found->first, at, &found->second});
      step = length;
      break;
    }
    at += step;
  }
  return said;
}

std::optional<PlaceMatch> PlaceNames::find(std::string_view text) const {
  text = text.substr(0, kMostText);
  struct Standing {
    std::size_t place = 0;
    std::size_t characters = 0;
    std::string_view said;
  };
  std::vector<Standing> best;
  for (const Said& name : names_in(text)) {
    for (const std::size_t place : *name.places) {
      std::size_t characters = count_code_points(name.words);
      for (const std::string& part : places_[place].wider) {
        const bool within = name.words.find(part) != std::string_view::npos;
        if (!within && text.find(part) != std::string_view::npos) characters += count_code_points(part);
      }
      if (!best.empty() && characters < best.front().characters) continue;
      if (!best.empty() && characters > best.front().characters) best.clear();
      best.push_back({place, characters, name.words});
    }
  }
  if (best.empty()) return std::nullopt;
  const Place& first = places_[best.front().place];
  const bool one_place = std::ranges::all_of(best, [&](const Standing& other) {
    return distance_m(first.area.centre, places_[other.place].area.centre) <= kSamePlaceM;
  });
  if (!one_place) return std::nullopt;
  return PlaceMatch{first.area, std::string(best.front().said)};
}

}  // namespace firstfix::facts
