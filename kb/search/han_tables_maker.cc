// SPDX-License-Identifier: GPL-3.0-or-later
// Writes han_tables_data.cc while building: han_tables_maker PINYIN_DICT STROKE_DICT > han_tables_data.cc
//
// From Debian: readings and words of rime-data-pinyin-simp (Android's pinyin dictionary, with counts),
// strokes of rime-data-stroke (CNS11643), traditional characters of libopencc-data.
#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <opencc/SimpleConverter.hpp>
#include <unicode/unistr.h>

#include "kb/search/han_tables.h"
#include "kb/search/han_tables_data.h"

namespace firstfix::search {
namespace {

// Rarer "words" of the dictionary are phrases by chance (信好 would be one day).
constexpr std::uint64_t kLeastWordCount = 16;

struct Entry {
  icu::UnicodeString text;
  std::string code;
  std::uint64_t count = 0;
};

// Lines `text<TAB>code[<TAB>count]` after the header's "...".
std::vector<Entry> read_dictionary(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error(path + ": cannot be read; install the package that ships it");
  std::vector<Entry> entries;
  std::string line;
  while (std::getline(in, line) && line != "...") continue;
  while (std::getline(in, line)) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos || line.front() == '#') continue;
    const std::size_t second = line.find('\t', tab + 1);
    Entry entry{icu::UnicodeString::fromUTF8(line.substr(0, tab)), line.substr(tab + 1, second - tab - 1)};
    if (second != std::string::npos) entry.count = std::strtoull(line.c_str() + second, nullptr, 10);
    entries.push_back(std::move(entry));
  }
  if (entries.empty()) throw std::runtime_error(path + ": no entries after the line \"...\"");
  return entries;
}

bool is_one_han(const icu::UnicodeString& text) {
  return text.length() == 1 && is_han(text[0]);
}

template <class Values>
void write_array(std::string_view type, std::string_view name, const Values& values) {
  std::string body;
  for (std::size_t i = 0; i < values.size(); ++i)
    body += fmt::format("{}{}", values[i], i % 24 == 23 ? ",\n" : ",");
  fmt::print("constexpr {0} k{1}Array[] = {{\n{2}}};\n", type, name, body);
  fmt::print("const std::span<const {0}> k{1}{{k{1}Array}};\n\n", type, name);
}

char32_t simplified_once(const opencc::SimpleConverter& converter, char32_t c) {
  std::string utf8;
  icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(utf8);
  const icu::UnicodeString simple = icu::UnicodeString::fromUTF8(converter.Convert(utf8));
  return simple.length() == 1 ? simple[0] : c;
}

// A few replacements lead on to another (A -> B -> C): the table gives the last, or folding a folded text
// would change it.
void write_simplified() {
  const opencc::SimpleConverter converter("t2s.json");
  std::vector<unsigned> simplified;
  for (char32_t c = data::kFirstSimplified; c <= kLastHan; ++c) {
    char32_t simple = simplified_once(converter, c);
    for (int i = 0; i < 4; ++i) simple = simplified_once(converter, simple);
    simplified.push_back(simple == c ? 0U : static_cast<unsigned>(simple));
  }
  write_array("char16_t", "Simplified", simplified);
}

void write_readings(const std::vector<Entry>& entries) {
  std::map<std::string, unsigned> syllables{{"", 0}};
  std::map<char32_t, const Entry*> best;
  for (const Entry& entry : entries) {
    if (!is_one_han(entry.text)) continue;
    syllables.try_emplace(entry.code);
    const Entry*& known = best[entry.text[0]];
    if (known == nullptr || known->count < entry.count) known = &entry;
  }
  std::string names;
  unsigned place = 0;
  for (auto& [syllable, at] : syllables) {
    at = place++;
    names += fmt::format("\"{}\",{}", syllable, place % 12 == 0 ? "\n" : "");
  }
  fmt::print("constexpr std::string_view kSyllablesArray[] = {{\n{}}};\n", names);
  fmt::print("const std::span<const std::string_view> kSyllables{{kSyllablesArray}};\n\n");
  std::vector<unsigned> readings;
  for (char32_t c = kFirstHan; c <= kLastHan; ++c) {
    const auto found = best.find(c);
    readings.push_back(found == best.end() ? 0U : syllables.at(found->second->code));
  }
  write_array("std::uint16_t", "Readings", readings);
}

// The dictionary has its main table before the one with variants: the first stroke order counts.
void write_strokes(const std::vector<Entry>& entries) {
  std::map<char32_t, std::string> strokes;
  for (const Entry& entry : entries) {
    if (is_one_han(entry.text)) strokes.try_emplace(entry.text[0], entry.code);
  }
  std::string all;
  std::vector<std::size_t> ends;
  for (char32_t c = kFirstHan; c <= kLastHan; ++c) {
    if (const auto found = strokes.find(c); found != strokes.end()) all += found->second;
    ends.push_back(all.size());
  }
  fmt::print("const std::string_view kStrokes =\n");
  for (std::size_t at = 0; at < all.size(); at += 100) fmt::print("\"{}\"\n", all.substr(at, 100));
  fmt::print(";\n\n");
  write_array("std::uint32_t", "StrokeEnds", ends);
}

void write_words(const std::vector<Entry>& entries) {
  std::map<std::uint32_t, std::uint64_t> words;
  for (const Entry& entry : entries) {
    if (entry.text.length() != 2 || !is_han(entry.text[0]) || !is_han(entry.text[1])) continue;
    if (entry.count < kLeastWordCount) continue;
    words[(std::uint32_t{entry.text[0]} << 16U) | entry.text[1]] += entry.count;
  }
  std::vector<std::uint32_t> keys;
  std::vector<int> commonness;
  for (const auto& [word, count] : words) {
    keys.push_back(word);
    commonness.push_back(static_cast<int>(std::bit_width(count)) - 1);
  }
  write_array("std::uint32_t", "Words", keys);
  write_array("std::uint8_t", "Commonness", commonness);
}

void write_tables(const std::string& pinyin_path, const std::string& stroke_path) {
  const std::vector<Entry> pinyin = read_dictionary(pinyin_path);
  const std::vector<Entry> strokes = read_dictionary(stroke_path);
  fmt::print("// Made by han_tables_maker.cc. Do not edit.\n#include \"kb/search/han_tables_data.h\"\n\n");
  fmt::print("namespace firstfix::search::data {{\n\n");
  write_simplified();
  write_readings(pinyin);
  write_strokes(strokes);
  write_words(pinyin);
  fmt::print("}}  // namespace firstfix::search::data\n");
}

}  // namespace
}  // namespace firstfix::search

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: han_tables_maker PINYIN_DICT STROKE_DICT > han_tables_data.cc\n";
    return 2;
  }
  try {
    firstfix::search::write_tables(argv[1], argv[2]);
  } catch (const std::exception& error) {
    std::cerr << "han_tables_maker: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
