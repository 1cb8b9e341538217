// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/pinyin.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include "kb/search/han_simplify.h"
#include "kb/search/han_tables.h"
#include "kb/search/text_normal.h"

namespace firstfix::search {
namespace {

constexpr std::size_t kMaxSyllable = 6;       // zhuang
constexpr std::size_t kMaxQueryLetters = 64;  // what somebody types by hand
constexpr std::size_t kMinInitials = 2;
constexpr std::size_t kMaxInitials = 4;
constexpr std::string_view kNoInitials = "iuv";  // no syllable begins so
constexpr std::string_view kVowels = "aeiouv";

using Terms = std::vector<std::string>;

void sort_unique(Terms& terms) {
  std::ranges::sort(terms);
  const auto rest = std::ranges::unique(terms);
  terms.erase(rest.begin(), rest.end());
}

std::string term(std::string_view prefix, std::string_view value) {
  return std::string(prefix).append(value);
}

void add_syllable_pairs(std::span<const std::string_view> syllables, Terms& terms) {
  for (std::size_t i = 1; i < syllables.size(); ++i) {
    terms.push_back(term(kPinyinPrefix, syllables[i - 1]) + "'" + std::string(syllables[i]));
  }
}

void add_grams(std::string_view initials, std::size_t length, Terms& terms) {
  for (std::size_t at = 0; at + length <= initials.size(); ++at) {
    terms.push_back(term(kInitialsPrefix, initials.substr(at, length)));
  }
}

void add_run(std::span<const std::string_view> syllables, Terms& terms) {
  add_syllable_pairs(syllables, terms);
  std::string initials;
  for (const std::string_view syllable : syllables) initials += syllable.front();
  for (std::size_t length = kMinInitials; length <= kMaxInitials; ++length)
    add_grams(initials, length, terms);
}

bool is_letter(char16_t c) {
  return c >= u'a' && c <= u'z';
}

// Latin runs of a query, ü as v. Digits, signs and other scripts end a run; nothing else of them counts.
Terms latin_runs(std::string_view text) {
  const NormalText normal = normalise(text.substr(0, 4 * kMaxQueryLetters));
  Terms runs(1);
  std::size_t letters = 0;
  for (int at = 0; at < normal.units.length() && letters < kMaxQueryLetters; ++at) {
    const char16_t c = normal.units[at] == u'ü' ? u'v' : normal.units[at];
    if (is_letter(c)) {
      runs.back() += static_cast<char>(c);
      ++letters;
    } else if (!runs.back().empty()) {
      runs.emplace_back();
    }
  }
  if (runs.back().empty()) runs.pop_back();
  return runs;
}

bool begins_syllable(std::string_view letters) {
  if (letters.size() >= kMaxSyllable) return false;
  for (char last = 'a'; last <= 'z'; ++last) {
    const std::string longer = std::string(letters) + last;
    if (is_syllable(longer) || (longer.size() < 3 && begins_syllable(longer))) return true;
  }
  return false;
}

// The syllables of a run whose last one may be unfinished: wangsum -> wang su.
std::vector<std::string_view> syllables_so_far(std::string_view run) {
  for (std::size_t open = 0; open < 3 && open < run.size(); ++open) {
    const std::string_view tail = run.substr(run.size() - open);
    if (!tail.empty() && !begins_syllable(tail)) continue;
    auto syllables = pinyin_syllables(run.substr(0, run.size() - open));
    if (!syllables.empty()) return syllables;
  }
  return {};
}

// aei and the like do begin syllables, but who types initials types consonants for the most part.
bool may_be_initials(std::string_view run) {
  const auto vowels =
      std::ranges::count_if(run, [](char c) { return kVowels.find(c) != std::string_view::npos; });
  return run.size() >= kMinInitials && run.size() <= 8 && 2 * vowels < std::ssize(run) &&
         run.find_first_of(kNoInitials) == std::string_view::npos;
}

}  // namespace

std::vector<std::string_view> pinyin_syllables(std::string_view letters) {
  constexpr std::size_t kNone = kMaxQueryLetters + 1;
  if (letters.empty() || letters.size() > kMaxQueryLetters) return {};
  std::vector<std::size_t> fewest(letters.size() + 1, kNone);  // syllables from here to the end
  std::vector<std::size_t> length(letters.size(), 0);
  fewest.back() = 0;
  for (std::size_t at = letters.size(); at-- > 0;) {
    for (std::size_t n = std::min(kMaxSyllable, letters.size() - at); n > 0; --n) {
      if (fewest[at + n] + 1 >= fewest[at] || !is_syllable(letters.substr(at, n))) continue;
      fewest[at] = fewest[at + n] + 1;
      length[at] = n;
    }
  }
  std::vector<std::string_view> syllables;
  if (fewest[0] >= kNone) return syllables;
  for (std::size_t at = 0; at < letters.size(); at += length[at])
    syllables.push_back(letters.substr(at, length[at]));
  return syllables;
}

Terms pinyin_terms(std::string_view text) {
  const NormalText normal = normalise(text);
  Terms terms;
  std::vector<std::string_view> run;
  for (int at = 0; at < normal.units.length(); ++at) {
    const std::string_view reading = reading_of(simplify(char32_t{normal.units[at]}));
    if (!reading.empty()) {
      run.push_back(reading);
      continue;
    }
    add_run(run, terms);
    run.clear();
  }
  add_run(run, terms);
  sort_unique(terms);
  return terms;
}

Terms pinyin_query_terms(std::string_view latin) {
  Terms terms;
  const Terms runs = latin_runs(latin);
  std::vector<std::string_view> syllables;  // of neighbouring runs: wangsu man
  for (const std::string& run : runs) {
    const auto more = syllables_so_far(run);
    syllables.insert(syllables.end(), more.begin(), more.end());
    if (!more.empty()) continue;
    add_syllable_pairs(syllables, terms);
    syllables.clear();
    if (!may_be_initials(run)) continue;
    add_grams(run, std::min(run.size(), kMaxInitials), terms);
    if (run.size() > 3) add_grams(run, 3, terms);
  }
  add_syllable_pairs(syllables, terms);
  sort_unique(terms);
  return terms;
}

}  // namespace firstfix::search
