// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/speller_vocabulary.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <unordered_set>
#include <utility>

#include "kb/search/han_simplify.h"
#include "kb/search/han_tables.h"

namespace firstfix::search {
namespace {

constexpr char32_t kGap = U'*';
constexpr std::size_t kMaxTerm = 8;        // longer lexicon forms are sentences
constexpr std::size_t kMaxPhrase = 4;      // characters of a phrase taken from the cases
constexpr std::uint32_t kWordCount = 2;    // so often a general word must occur to be offered
constexpr std::uint32_t kPhraseCount = 5;  // the same for any three or four characters
constexpr std::uint32_t kTermCount = 4;    // what standing in the lexicon is worth
constexpr std::size_t kMinInsertable = 4;  // below, a word with one character more is too easy to find
constexpr std::size_t kMinLatin = 4;       // and among shorter Latin words every second is a neighbour
constexpr std::size_t kMaxShort =
    2'000'000;  // characters read of titles and symptoms: bounds start and memory
constexpr std::size_t kMaxLong = 4'000'000;  // and of articles

bool is_letter(char32_t c) {
  return c >= U'a' && c <= U'z';
}

// Calls run(text) for each longest piece whose characters all pass.
template <class Passes, class Run>
void for_runs(std::u32string_view text, Passes passes, Run run) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && passes(text[end])) ++end;
    if (end > at) run(text.substr(at, end - at));
    at = end + 1;
  }
}

std::u32string without(std::u32string_view text, std::size_t at) {
  return std::u32string(text.substr(0, at)).append(text.substr(at + 1));
}

std::u32string with_gap(std::u32string_view text, std::size_t at) {
  std::u32string gapped(text);
  gapped[at] = kGap;
  return gapped;
}

std::uint64_t pair_key(char32_t first, char32_t second) {
  return (std::uint64_t{first} << 32U) | second;
}

// Of a text, kGap standing at `gap`, if that is in it.
std::uint64_t hash_of(std::u32string_view text, std::size_t gap = std::u32string_view::npos) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;
  std::uint64_t hash = text.size();
  for (std::size_t at = 0; at < text.size(); ++at) hash = (hash ^ (at == gap ? kGap : text[at])) * kOdd;
  return hash ^ (hash >> 32U);
}

// Up to four characters of the basic plane, as is_han has them.
std::uint64_t phrase_key(std::u32string_view phrase) {
  std::uint64_t key = 0;
  for (const char32_t c : phrase) key = key << 16U | c;
  return key;
}

std::u32string phrase_of(std::uint64_t key) {
  std::u32string phrase;
  for (unsigned shift = 64; shift > 0; shift -= 16) {
    const auto c = static_cast<char32_t>((key >> (shift - 16)) & 0xffffU);
    if (c != 0) phrase += c;
  }
  return phrase;
}

std::vector<std::u32string> forms_of(const Lexicon& lexicon) {
  std::vector<std::u32string> forms;
  const auto add = [&](const std::string& form) { forms.push_back(spelling_of(normalise(form))); };
  for (const LexiconEntry& entry : lexicon.entries) {
    add(entry.term);
    std::ranges::for_each(entry.synonyms, add);
    std::ranges::for_each(entry.colloquial, add);
  }
  return forms;
}

// Titles and symptoms.
std::vector<std::u32string> short_texts(const Library& library) {
  std::vector<std::u32string> texts;
  std::size_t left = kMaxShort;
  const auto read = [&](const std::string& utf8) {
    texts.push_back(spelling_of(normalise(utf8)));
    left -= std::min(left, texts.back().size());
  };
  for (const CasePtr& article : library.cases) {
    if (left == 0) break;
    read(article->title);
    std::ranges::for_each(article->symptoms, read);
  }
  return texts;
}

template <class Map, class Key>
const typename Map::mapped_type& at_or_empty(const Map& map, const Key& key) {
  static const typename Map::mapped_type kNone{};
  const auto found = map.find(key);
  return found == map.end() ? kNone : found->second;
}

}  // namespace

std::u32string spelling_of(const NormalText& text) {
  std::u32string spelling;
  spelling.reserve(static_cast<std::size_t>(text.units.length()));
  for (int at = 0; at < text.units.length(); ++at) spelling += simplify(char32_t{text.units[at]});
  return spelling;
}

SpellerVocabulary::SpellerVocabulary(const Library& library) {
  const std::vector<std::u32string> forms = forms_of(library.lexicon);
  const std::vector<std::u32string> texts = short_texts(library);
  for (const std::u32string& text : texts) know(text);
  const PhraseCounts phrases = count_phrases(texts, forms);
  add_terms(forms, phrases);
  add_words(phrases);
  for (const std::u32string& form : forms) know(form);
  for (const auto& [text, count] : latin_known_) {
    if (text.size() >= kMinLatin) add(text, count, false);
  }
  know_articles(library);
  make_filters();
}

void SpellerVocabulary::add_terms(const std::vector<std::u32string>& forms, const PhraseCounts& phrases) {
  for (const std::u32string& form : forms) {
    for_runs(form, is_han, [&](std::u32string_view run) {
      if (run.size() < 2 || run.size() > kMaxTerm) return;
      const std::uint32_t count = run.size() == 2            ? at_or_empty(pairs_, pair_key(run[0], run[1]))
                                  : run.size() <= kMaxPhrase ? at_or_empty(phrases, phrase_key(run))
                                                             : 0;
      add(std::u32string(run), kTermCount + count, true);
    });
  }
}

// What the cases say often; of two characters only what is a word of general Chinese.
void SpellerVocabulary::add_words(const PhraseCounts& phrases) {
  for (const auto& [pair, count] : pairs_) {
    const auto first = static_cast<char32_t>(pair >> 32U);
    const auto second = static_cast<char32_t>(pair & 0xffffffffU);
    if (count >= kWordCount && commonness_of_word(first, second) > 0) add({first, second}, count, false);
  }
  for (const auto& [phrase, count] : phrases) {
    if (count >= kPhraseCount) add(phrase_of(phrase), count, false);
  }
}

// Of three and four characters. Most phrases are rare and of no use: only those are counted whose pairs are
// all as frequent as a phrase must be, and those of the lexicon.
SpellerVocabulary::PhraseCounts SpellerVocabulary::count_phrases(
    const std::vector<std::u32string>& texts, const std::vector<std::u32string>& forms) const {
  PhraseCounts counts;
  std::unordered_set<std::uint64_t> terms;
  for (const std::u32string& form : forms) {
    for_runs(form, is_han, [&](std::u32string_view run) {
      if (run.size() > 2 && run.size() <= kMaxPhrase) terms.insert(phrase_key(run));
    });
  }
  for (const std::u32string& text : texts) {
    for_runs(text, is_han, [&](std::u32string_view run) {
      std::size_t frequent = 0;  // pairs in a row, up to here
      for (std::size_t end = 2; end <= run.size(); ++end) {
        const auto pair = pairs_.find(pair_key(run[end - 2], run[end - 1]));
        frequent = pair != pairs_.end() && pair->second >= kPhraseCount ? frequent + 1 : 0;
        for (std::size_t length = 3; length <= std::min(kMaxPhrase, end); ++length) {
          const std::uint64_t key = phrase_key(run.substr(end - length, length));
          if (frequent + 1 >= length || terms.contains(key)) ++counts[key];
        }
      }
    });
  }
  return counts;
}

void SpellerVocabulary::make_filters() {
  const auto fill = [](KeyFilter& filter, const auto& table) {
    filter.reset(table.size());
    for (const auto& [text, found] : table) filter.add(hash_of(text));
  };
  fill(texts_, by_text_);
  fill(gaps_, by_gap_);
  fill(missing_, by_missing_);
}

void KeyFilter::reset(std::size_t keys) {
  constexpr std::size_t kKeysAWord = 4;  // 16 bits a key: one key in sixteen that is not there passes
  bits_.assign(std::bit_ceil(keys / kKeysAWord + 1), 0);
}

// What authors write in articles is right too, though not what to offer first.
void SpellerVocabulary::know_articles(const Library& library) {
  std::size_t left = kMaxLong;
  for (const CasePtr& article : library.cases) {
    for (const Section* section :
         {&article->issue, &article->environment, &article->cause, &article->resolution}) {
      if (left == 0) return;
      const std::u32string text = spelling_of(normalise(section->markdown));
      left -= std::min(left, text.size());
      know(text);
    }
  }
}

void SpellerVocabulary::know(const std::u32string& text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (is_han(text[at - 1]) && is_han(text[at])) ++pairs_[pair_key(text[at - 1], text[at])];
  }
  for_runs(text, is_letter, [&](std::u32string_view run) { ++latin_known_[std::u32string(run)]; });
  const std::u32string joined = [&] {
    std::u32string kept = text;
    std::erase(kept, U'-');
    return kept;
  }();
  if (joined.size() < text.size())  // wi-fi is also wifi
    for_runs(joined, is_letter, [&](std::u32string_view run) { ++latin_known_[std::u32string(run)]; });
}

void SpellerVocabulary::add(std::u32string text, std::uint32_t count, bool term) {
  const auto [known, is_new] = by_text_.try_emplace(text, static_cast<std::uint32_t>(words_.size()));
  if (!is_new) return;
  words_.push_back({std::move(text), count, term});
  index_word(known->second);
}

void SpellerVocabulary::index_word(std::uint32_t index) {
  const Word& word = words_[index];
  if (is_letter(word.text.front())) {
    latin_[word.text.size()].push_back(index);
    return;
  }
  for (std::uint32_t at = 0; at < word.text.size(); ++at) {
    by_gap_[with_gap(word.text, at)].push_back({index, at});
    const bool inner = at > 0 && at + 1 < word.text.size();
    if (inner && word.term && word.text.size() >= kMinInsertable)
      by_missing_[without(word.text, at)].push_back({index, at});
  }
}

const SpellerVocabulary::Word* SpellerVocabulary::find(std::u32string_view text) const {
  if (!texts_.may_have(hash_of(text))) return nullptr;
  const auto found = by_text_.find(std::u32string(text));
  return found == by_text_.end() ? nullptr : &words_[found->second];
}

const std::vector<SpellerVocabulary::Place>& SpellerVocabulary::other_at(std::u32string_view text,
                                                                         std::size_t at) const {
  static const std::vector<Place> kNone;
  return gaps_.may_have(hash_of(text, at)) ? at_or_empty(by_gap_, with_gap(text, at)) : kNone;
}

const std::vector<SpellerVocabulary::Place>& SpellerVocabulary::one_longer(std::u32string_view text) const {
  static const std::vector<Place> kNone;
  return missing_.may_have(hash_of(text)) ? at_or_empty(by_missing_, std::u32string(text)) : kNone;
}

const std::vector<std::uint32_t>& SpellerVocabulary::latin_words(std::size_t length) const {
  return at_or_empty(latin_, length);
}

bool SpellerVocabulary::knows(char32_t first, char32_t second) const {
  return pairs_.contains(pair_key(first, second)) || commonness_of_word(first, second) > 0;
}

bool SpellerVocabulary::knows_latin(std::u32string_view word) const {
  return latin_known_.contains(std::u32string(word));
}

}  // namespace firstfix::search
