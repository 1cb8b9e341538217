// SPDX-License-Identifier: GPL-3.0-or-later
// Chinese typed as Latin letters: by syllables (wangsu man) or by initials (wxh). A channel of its own with
// terms of its own prefix, so that it never meets real words; for queries that find nothing by their words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firstfix::search {

// No token begins with a capital; see fields.h for the other prefixes.
inline constexpr std::string_view kPinyinPrefix = "XP";    // two syllables: XPwang'su
inline constexpr std::string_view kInitialsPrefix = "XI";  // two to four initials: XIwxh

// What to index of a short text (title, symptom, lexicon term): for each run of Han characters every two
// neighbouring syllables and every two to four neighbouring initials, each term once, sorted. A character of
// several readings goes by its most common one.
std::vector<std::string> pinyin_terms(std::string_view text);

// What to ask for when `latin` (a whole query or a Latin run of it) is Chinese in Latin letters; each term
// once, sorted. Empty for anything else: wifi, VoLTE, one syllable alone, Han text. A last syllable that is
// not typed to its end yet is left out.
std::vector<std::string> pinyin_query_terms(std::string_view latin);

// The fewest legal syllables that make up the letters (a-z, v for ü), longest first; empty when there are
// none: wangsuman -> wang su man.
std::vector<std::string_view> pinyin_syllables(std::string_view letters);

}  // namespace firstfix::search
