// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/senses.h"

#include <algorithm>

#include <unicode/uchar.h>

#include "kb/search/fields.h"

namespace firstfix::search {
namespace {

bool in_plain_word(const icu::UnicodeString& units, int at) {
  if (at < 0 || at >= units.length()) return false;
  const UChar32 c = units.char32At(at);
  return !is_cjk(static_cast<char32_t>(c)) && u_isalnum(c);
}

// Between two letters or digits nothing ends: 4g is not in 14g.
bool cuts_plain_word(const icu::UnicodeString& units, int at) {
  return in_plain_word(units, at - 1) && in_plain_word(units, at);
}

}  // namespace

Senses::Senses(const Lexicon& lexicon) {
  for (const LexiconEntry& entry : lexicon.entries) {
    const NormalText term = normalise(entry.term);
    const std::string sense = prefixed(kSensePrefix, term.utf8(0, term.units.length()));
    add(entry.term, sense);
    for (const std::string& form : entry.synonyms) add(form, sense);
    for (const std::string& form : entry.colloquial) add(form, sense);
  }
  for (auto& [first, forms] : by_first_) {
    std::ranges::stable_sort(forms, std::ranges::greater{},
                             [](const Form& form) { return form.units.length(); });
  }
}

void Senses::add(const std::string& form, const std::string& sense) {
  icu::UnicodeString units = normalise(form).units.trim();
  if (units.isEmpty()) return;
  const char16_t first = units[0];
  by_first_[first].push_back({std::move(units), sense});
  begins_.set(first);
}

int Senses::match_end(const NormalText& text, int at, const Form& form) const {
  const int end = at + form.units.length();
  const bool same = text.units.compare(at, form.units.length(), form.units) == 0;
  return same && !cuts_plain_word(text.units, at) && !cuts_plain_word(text.units, end) ? end : at;
}

std::vector<std::string> Senses::find(const NormalText& text) const {
  std::vector<std::string> found;
  int covered = 0;
  for (int at = 0; at < text.units.length(); ++at) {
    if (!begins_.test(text.units[at])) continue;
    int longest = 0;  // two entries may hold the same form: both count
    for (const Form& form : by_first_.at(text.units[at])) {
      if (form.units.length() < longest) break;
      const int end = match_end(text, at, form);
      if (end <= covered && longest == 0) continue;
      if (end == at) continue;
      longest = form.units.length();
      found.push_back(form.sense);
    }
    covered = std::max(covered, at + longest);
  }
  return found;
}

}  // namespace firstfix::search
