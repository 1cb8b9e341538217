// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/case_texts.h"

#include <algorithm>
#include <array>
#include <future>
#include <limits>
#include <thread>
#include <utility>

#include "kb/search/field_texts.h"
#include "kb/search/fields.h"
#include "kb/search/rarity.h"
#include "kb/search/tokens.h"

namespace firstfix::search {
namespace {

static_assert(std::ranges::all_of(kFields, [](const FieldRule& field) { return field.weight <= kMostWeight; }),
              "a field's weight would be read as the mark of a saying");

constexpr std::size_t kUnits = std::numeric_limits<Unit>::max() + std::size_t{1};

struct Range {
  Unit first;
  Unit last;
};

// Where no CJK character is, nor half of one.
constexpr std::array<Range, 5> kHashed{
    {{0x0010, 0x10ff}, {0x1200, 0x2dff}, {0xa000, 0xabff}, {0xe000, 0xf8ff}, {0xfb00, 0xfffe}}};

constexpr std::uint32_t size_of(Range range) {
  return range.last - range.first + 1U;
}

constexpr std::uint32_t hashed_units() {
  std::uint32_t units = 0;
  for (const Range range : kHashed) units += size_of(range);
  return units;
}

// FNV-1a: the same on every machine, so that a ranking is.
std::uint32_t hash(std::string_view term) {
  std::uint32_t value = 2166136261U;
  for (const char c : term) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
  return value ^ (value >> 15U);
}

// What a caller might say, each by itself; of other fields nothing.
std::vector<std::string> sayings_of(Field field, const Case& article) {
  if (field == Field::title) return {article.title};
  if (field == Field::symptoms) return article.symptoms;
  return {};
}

}  // namespace

Unit unit_of(std::string_view term) {
  std::uint32_t at = hash(term) % hashed_units();
  for (const Range range : kHashed) {
    if (at < size_of(range)) return static_cast<Unit>(range.first + at);
    at -= size_of(range);
  }
  return kHashed.back().last;
}

std::vector<Unit> units_of(const NormalText& text) {
  std::vector<Unit> units;
  for (const Stretch& stretch : stretches_of(text)) {
    if (stretch.is_cjk) {
      const char16_t* const begin = text.units.getBuffer() + stretch.from;
      units.insert(units.end(), begin, begin + (stretch.to - stretch.from));
    } else {
      units.push_back(unit_of(stretch.term));
    }
    units.push_back(kBreak);
  }
  return units;
}

struct CaseTexts::Part {
  std::vector<Unit> units;
  std::vector<Facts> facts;
  std::vector<std::uint32_t> frequencies = std::vector<std::uint32_t>(kUnits, 0);
  std::vector<std::uint32_t> last_seen = std::vector<std::uint32_t>(kUnits, 0);  // number of the case

  void add(const Case& article, const Taxonomy& taxonomy, const Senses& senses) {
    Facts facts_of_case;
    const auto number = static_cast<std::uint32_t>(facts.size() + 1);
    for (const FieldRule& rule : kFields) {
      const NormalText text = normalise(text_of(rule.field, article, taxonomy));
      if (text.units.isEmpty()) continue;
      units.push_back(static_cast<Unit>(rule.weight));
      const auto sayings = sayings_of(rule.field, article);
      for (const std::string& saying : sayings) {
        units.push_back(kSaying);
        append(units_of(normalise(saying)), rule.weight, number, facts_of_case);
      }
      if (sayings.empty()) append(units_of(text), rule.weight, number, facts_of_case);
      units.push_back(static_cast<Unit>(rule.weight));  // no saying is open any more
      for (const std::string& sense : senses.find(text)) units.insert(units.end(), {unit_of(sense), kBreak});
    }
    facts_of_case.end = units.size();
    facts.push_back(facts_of_case);
  }

  // `number` of the case, of which `of` are the facts.
  void append(const std::vector<Unit>& text, std::uint32_t weight, std::uint32_t number, Facts& of) {
    for (const Unit unit : text) {
      units.push_back(unit);
      if (unit == kBreak) continue;
      of.length += weight;
      if (std::exchange(last_seen[unit], number) == number) continue;
      ++frequencies[unit];
      ++of.distinct;
    }
  }
};

CaseTexts::CaseTexts(const Library& library, const Senses& senses) : frequencies_(kUnits, 0) {
  constexpr std::size_t kMinCasesPerThread = 200;
  const std::size_t cases = library.cases.size();
  const std::size_t most = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t threads = std::clamp<std::size_t>(cases / kMinCasesPerThread, 1, most);
  std::vector<std::future<Part>> parts;
  for (std::size_t i = 0; i < threads; ++i) {
    parts.push_back(std::async(std::launch::async, [&, i] {
      Part part;
      for (std::size_t at = cases * i / threads; at < cases * (i + 1) / threads; ++at)
        part.add(*library.cases[at], library.taxonomy, senses);
      return part;
    }));
  }
  facts_.reserve(cases);
  for (auto& part : parts) append(part.get());
  units_.shrink_to_fit();
  double length = 0.0;
  double distinct = 0.0;
  for (const Facts& facts : facts_) {
    length += facts.length;
    distinct += facts.distinct;
  }
  mean_length_ = std::max(1.0, length / std::max(1.0, static_cast<double>(cases)));
  mean_distinct_ = std::max(1.0, distinct / std::max(1.0, static_cast<double>(cases)));
  weigh_sayings();
}

void CaseTexts::weigh_sayings() {
  std::vector<std::uint32_t> times(kUnits, 0);  // in sayings: a logarithm a unit, not one wherever it stands
  bool said = false;
  for (const Unit unit : units_) {
    if (unit > kSaying) {
      times[unit] += said ? 1U : 0U;
    } else if (unit != kBreak) {
      said = unit == kSaying;
    }
  }
  double sum = 0.0;
  double units = 0.0;
  for (std::size_t unit = 0; unit < kUnits; ++unit) {
    if (times[unit] == 0) continue;
    const double rare = rarity(static_cast<Unit>(unit));
    sum += times[unit] * rare * rare;
    units += times[unit];
  }
  if (sum > 0.0) mean_said_ = sum / units;
}

void CaseTexts::append(Part&& part) {
  const std::size_t before = units_.size();
  units_.insert(units_.end(), part.units.begin(), part.units.end());
  for (Facts facts : part.facts) {
    facts.end += before;
    facts_.push_back(facts);
  }
  for (std::size_t unit = 0; unit < kUnits; ++unit) frequencies_[unit] += part.frequencies[unit];
}

CaseTexts::Text CaseTexts::of(std::size_t place) const {
  const Facts& facts = facts_[place];
  const std::size_t begin = place == 0 ? 0 : facts_[place - 1].end;
  return {std::span(units_).subspan(begin, facts.end - begin), facts.length, facts.distinct};
}

double CaseTexts::rarity(Unit unit) const {
  return search::rarity(static_cast<double>(size()), frequencies_[unit]);
}

}  // namespace firstfix::search
