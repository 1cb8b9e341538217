// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/text_writer.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "tests/bench/word_tables.h"

namespace firstfix::bench {
namespace {

constexpr std::size_t kOffTopic = 12;  // one word in so many
constexpr double kFlattening = 15.0;   // Mandelbrot's: the first words are not as far ahead of the next
constexpr std::size_t kOtherWords = 30'000;

std::string character(std::size_t number) {
  const char16_t unit = kCharacters[number % kCharacters.size()];
  return {static_cast<char>(0xE0 | unit >> 12), static_cast<char>(0x80 | (unit >> 6 & 0x3F)),
          static_cast<char>(0x80 | (unit & 0x3F))};
}

std::span<const std::string_view> table_of(char slot) {
  switch (slot) {
    case 's':
      return kServices;
    case 'f':
      return kFaults;
    case 'p':
      return kPlaces;
    case 't':
      return kTimes;
    case 'a':
      return kTried;
    case 'w':
      return kDemands;
    case 'g':
      return kApps;
    case 'x':
      return kCauses;
    case 'r':
      return kSteps;
    case 'y':
      return kReplies;
    case 'l':
      return kPlans;
    default:
      throw std::logic_error(fmt::format("no word table for @{}", slot));
  }
}

// The others are drawn anew each time: a case that says one sentence twice would be no case.
bool belongs_to_topic(char slot) {
  return std::string_view("sfptdgn").find(slot) != std::string_view::npos;
}

}  // namespace

std::size_t TextWriter::below(std::size_t count) {
  return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
}

// The inverse of the distribution function of 1 / (rank + kFlattening).
std::size_t TextWriter::zipf_below(std::size_t count) {
  const double even = std::uniform_real_distribution<double>(0.0, 1.0)(random_);
  const double ratio = (static_cast<double>(count) + kFlattening) / kFlattening;
  const double rank = kFlattening * (std::pow(ratio, even) - 1.0);
  return std::min(static_cast<std::size_t>(rank), count - 1);
}

// Two characters; the multipliers scatter the common ones over the whole list.
std::string TextWriter::other_word() {
  const std::size_t rank = zipf_below(kOtherWords);
  return character(rank * 7) + character(rank * 131 / 97 + rank / 13);
}

std::string TextWriter::name() {
  return other_word() + std::string(kNameEnds[zipf_below(kNameEnds.size())]);
}

std::string TextWriter::model() {
  constexpr std::string_view kSeries = "MXPKZRSV";
  return fmt::format("{}{}{}", kBrands[zipf_below(kBrands.size())], kSeries[below(kSeries.size())],
                     1 + zipf_below(80));
}

std::string TextWriter::fresh_word(char slot) {
  switch (slot) {
    case 'n':
      return name();
    case 'z':
      return other_word();
    case 'd':
      return model();
    case 'k':
      return fmt::format("{}", 1 + zipf_below(300));
    case 'c':
      return fmt::format("{}", 100 + zipf_below(900));
    default: {
      const auto table = table_of(slot);
      return fill(table[zipf_below(table.size())]);
    }
  }
}

std::string TextWriter::word(char slot) {
  if (!belongs_to_topic(slot) || one_in(kOffTopic)) return fresh_word(slot);
  if (const auto known = topic_.find(slot); known != topic_.end()) return known->second;
  std::string fresh = fresh_word(slot);  // first: it may fill a slot of the topic itself
  return topic_[slot] = std::move(fresh);
}

std::string TextWriter::fill(std::string_view pattern) {
  std::string text;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] == '@') {
      text += word(pattern[++at]);
    } else {
      text += pattern[at];
    }
  }
  return text;
}

std::string TextWriter::sentence() {
  return fill(kSentences[zipf_below(kSentences.size())]);
}

std::string TextWriter::several(std::size_t count, std::string_view pattern, std::string_view between) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += between;
    text += fill(pattern);
  }
  return text;
}

}  // namespace firstfix::bench
