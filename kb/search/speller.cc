// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/speller.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <utility>

#include "kb/search/han_tables.h"
#include "kb/search/pinyin.h"
#include "kb/search/speller_confusion.h"
#include "kb/search/text_normal.h"

namespace firstfix::search {
namespace {

using Word = SpellerVocabulary::Word;

constexpr std::size_t kMaxWord = 8;
constexpr double kMaxUnlikeness = 0.5;  // by shape: half of the strokes stand in a shared part
constexpr std::size_t kLongWord = 4;    // so long a word is known by its other characters
constexpr int kFirmWord = 7;  // log2: so common a word beside it keeps its characters (几乎 in 手几乎)
constexpr int kVariantLead = 2;    // log2: the usual spelling of 帐单 is four times as common
constexpr double kEditCost = 0.4;  // of a swap, a missing or an extra character

// They stand beside anything, so a pair that nobody has written yet says nothing about them.
bool is_function_character(char32_t c) {
  constexpr std::u32string_view kFunction =
      U"的了吗呢吧啊呀地得着过是不没有无我你他她它们谁这那哪一二两三四五六七八九十个就都也还把被在到去来上下"
      U"里外内又"
      U"再和跟给让要会能可以很太老才好多少大小说人家只用从向对为与而或但发买卖";
  return kFunction.find(c) != std::u32string_view::npos;
}

bool has_function_character(std::u32string_view text) {
  return std::ranges::any_of(text, is_function_character);
}

// Characters [from, to) of the query should read `text`.
struct Candidate {
  std::size_t from = 0;
  std::size_t to = 0;
  std::u32string text;
  double cost = 0.0;
};

// Longer words and more frequent ones are surer.
double cost_with(double cost, const Word& word) {
  return cost - 0.1 * static_cast<double>(word.text.size()) - 0.02 * std::log2(1.0 + word.count);
}

class Corrector {
 public:
  Corrector(const SpellerVocabulary& vocabulary, std::u32string_view text)
      : vocabulary_(vocabulary), text_(text), unknown_(text.size(), 0), firm_(text.size(), 0) {
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
      unknown_[at] = vocabulary.knows(text[at], text[at + 1]) ? 0 : 1;
      firm_[at] = is_firm(text.substr(at, 2)) ? 1 : 0;
    }
  }

  std::vector<Candidate> run() && {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = run_end(at);
      if (is_han(text_[at]))
        han_run(at, end);
      else if (is_latin(text_[at]))
        latin_word(at, end);
      at = end;
    }
    return best();
  }

 private:
  static bool is_latin(char32_t c) { return c >= U'a' && c <= U'z'; }

  std::size_t run_end(std::size_t at) const {
    const auto same = [&](char32_t c) {
      return is_han(c) == is_han(text_[at]) && is_latin(c) == is_latin(text_[at]);
    };
    std::size_t end = at;
    while (end < text_.size() && same(text_[end])) ++end;
    return end;
  }

  bool unknown(std::size_t first) const { return unknown_[first] != 0; }

  // The two characters at `first` are a word that is surely meant, so neither is taken for another.
  bool firm(std::size_t first) const { return firm_[first] != 0; }

  bool is_firm(std::u32string_view pair) const {
    const Word* word = vocabulary_.find(pair);
    return (word != nullptr && word->term) || commonness_of_word(pair[0], pair[1]) >= kFirmWord;
  }

  // A word outside has the first or last character: 几乎 keeps its 几 in 手几乎, and 数字 its 字 in 数字吗.
  bool firm_at_edges(std::size_t from, std::size_t to) const {
    return (from > 0 && firm(from - 1)) || firm(to - 1);
  }

  void han_run(std::size_t begin, std::size_t end) {
    for (std::size_t from = begin; from + 1 < end; ++from) {
      bool has_unknown = false;
      for (std::size_t to = from + 2; to <= std::min(end, from + kMaxWord); ++to) {
        has_unknown = has_unknown || unknown(to - 2);
        // What is right throughout is no other word, unless of two characters, which may be a rarer spelling.
        if (!has_unknown && to - from > 2) continue;
        if (vocabulary_.find(text_.substr(from, to - from)) != nullptr) continue;
        substitutions(from, to);
        if (!has_unknown) continue;
        swaps(from, to);
        missing(from, to);
        extra(from, to);
      }
    }
  }

  void substitutions(std::size_t from, std::size_t to) {
    if (firm_at_edges(from, to)) return;
    const std::u32string_view piece = text_.substr(from, to - from);
    for (std::size_t at = from; at < to; ++at) {
      const bool suspect = (at > from && unknown(at - 1)) || (at + 1 < to && unknown(at));
      if (!suspect && piece.size() != 2) continue;
      for (const auto place : vocabulary_.other_at(piece, at - from)) {
        const Word& word = vocabulary_.word(place.word);
        const Confusion like = confusion(text_[at], word.text[place.at]);
        if (suspect ? !plausible(like, place, text_[at]) : !usual_variant(like, piece, word)) continue;
        const double cost = std::min(like.sound, 0.2 + like.shape) - 0.1 * (1.0 - like.shape);
        candidates_.push_back({from, to, word.text, cost_with(cost, word)});
      }
    }
  }

  bool plausible(const Confusion& like, SpellerVocabulary::Place place, char32_t typed) const {
    const Word& word = vocabulary_.word(place.word);
    const std::size_t size = word.text.size();
    // 打个 beside an unseen 搭个 tells nothing: 个 stands beside every verb.
    if (!word.term && size == 2 && has_function_character(word.text)) return false;
    const bool function = is_function_character(word.text[place.at]) ||
                          (is_function_character(typed) && !(word.term && typed == U'好'));
    if (function) return word.term && size >= kLongWord && like.sound <= 0.0;
    if (like.sound <= 0.0) return true;
    const bool alike = like.shape <= kMaxUnlikeness;
    if (like.sound < 1.0) return alike || (word.term && size > 2);
    // What only looks alike needs a longer word around it that is right.
    const bool inside = place.at > 0 && place.at + 1 < size;
    return alike && word.term && size > 2 && (inside || size >= kLongWord);
  }

  // 帐单 is a word, and yet 账单 is how it is written: same sound, most of the shape, far more common.
  static bool usual_variant(const Confusion& like, std::u32string_view piece, const Word& word) {
    return like.sound <= 0.0 && like.shape <= kMaxUnlikeness && !has_function_character(piece) &&
           !has_function_character(word.text) &&
           commonness_of_word(word.text[0], word.text[1]) >=
               commonness_of_word(piece[0], piece[1]) + kVariantLead;
  }

  bool alone(std::size_t from, std::size_t to) const {
    return (from == 0 || !is_han(text_[from - 1])) && (to == text_.size() || !is_han(text_[to]));
  }

  // Whole words meet between the two characters at `first`: 共享|卡 lacks nothing.
  bool words_meet(std::size_t first) const { return (first > 0 && firm(first - 1)) || firm(first + 1); }

  void swaps(std::size_t from, std::size_t to) {
    if (firm_at_edges(from, to) || has_function_character(text_.substr(from, to - from))) return;
    // 线掉 is 掉线 alone; in a sentence two characters are more often parts of two words.
    if (to - from == 2 && !alone(from, to)) return;
    std::u32string piece(text_.substr(from, to - from));
    for (std::size_t at = 1; at < piece.size(); ++at) {
      std::swap(piece[at - 1], piece[at]);
      if (const Word* word = vocabulary_.find(piece); word != nullptr && word->term && unknown(from + at - 1))
        candidates_.push_back({from, to, word->text, cost_with(kEditCost, *word)});
      std::swap(piece[at - 1], piece[at]);
    }
  }

  void missing(std::size_t from, std::size_t to) {
    if (firm_at_edges(from, to)) return;
    for (const auto place : vocabulary_.one_longer(text_.substr(from, to - from))) {
      const Word& word = vocabulary_.word(place.word);
      if (unknown(from + place.at - 1) && !words_meet(from + place.at - 1) &&
          !is_function_character(word.text[place.at]))
        candidates_.push_back({from, to, word.text, cost_with(kEditCost, word)});
    }
  }

  // One character too many inside a long word, or one typed twice.
  void extra(std::size_t from, std::size_t to) {
    if (to - from < 3 || firm_at_edges(from, to)) return;
    for (std::size_t at = from; at + 1 < to; ++at) {
      const bool doubled = text_[at] == text_[at + 1];
      if (!doubled && (at == from || to - from <= kLongWord)) continue;
      if (!unknown(at) || is_function_character(text_[at])) continue;
      if (!doubled && words_meet(at)) continue;
      std::u32string piece(text_.substr(from, to - from));
      piece.erase(at - from, 1);
      if (const Word* word = vocabulary_.find(piece); word != nullptr && word->term)
        candidates_.push_back({from, to, word->text, cost_with(kEditCost, *word)});
    }
  }

  void latin_word(std::size_t from, std::size_t to);

  // The cheapest first; what overlaps a chosen one goes.
  std::vector<Candidate> best() {
    std::ranges::sort(candidates_, {},
                      [](const Candidate& c) { return std::tie(c.cost, c.from, c.to, c.text); });
    std::vector<Candidate> chosen;
    for (Candidate& candidate : candidates_) {
      const bool overlaps = std::ranges::any_of(chosen, [&](const Candidate& other) {
        return candidate.from < other.to && other.from < candidate.to;
      });
      if (!overlaps) chosen.push_back(std::move(candidate));
    }
    std::ranges::sort(chosen, {}, &Candidate::from);
    return chosen;
  }

  const SpellerVocabulary& vocabulary_;
  std::u32string_view text_;
  // By place: this character and the next never stand so in the library; are surely meant.
  std::vector<char> unknown_;
  std::vector<char> firm_;
  std::vector<Candidate> candidates_;
};

// One letter different, missing, extra, or two neighbours swapped.
bool one_edit_apart(std::u32string_view word, std::u32string_view other) {
  if (word.size() > other.size()) std::swap(word, other);
  if (other.size() - word.size() > 1) return false;
  const auto at = static_cast<std::size_t>(std::ranges::mismatch(word, other).in1 - word.begin());
  const std::u32string_view rest = word.substr(at);
  const std::u32string_view more = other.substr(at);
  if (word.size() < other.size()) return rest == more.substr(1);
  if (rest.empty()) return false;
  const bool swapped = rest.size() > 1 && rest[0] == more[1] && rest[1] == more[0];
  return rest.substr(1) == more.substr(1) || (swapped && rest.substr(2) == more.substr(2));
}

bool is_pinyin(std::u32string_view word) {
  return !pinyin_syllables(std::string(word.begin(), word.end())).empty();
}

void Corrector::latin_word(std::size_t from, std::size_t to) {
  const std::u32string_view word = text_.substr(from, to - from);
  constexpr std::size_t kMinLatin = 4;
  constexpr std::size_t kMaxLatin = 24;
  if (word.size() < kMinLatin || word.size() > kMaxLatin || vocabulary_.knows_latin(word)) return;
  if (is_pinyin(word)) return;
  for (std::size_t length = word.size() - 1; length <= word.size() + 1; ++length) {
    for (const std::uint32_t index : vocabulary_.latin_words(length)) {
      const Word& other = vocabulary_.word(index);
      if (other.text.front() == word.front() && one_edit_apart(word, other.text))
        candidates_.push_back({from, to, other.text, cost_with(kEditCost, other)});
    }
  }
}

std::string to_utf8(std::u32string_view text) {
  std::string utf8;
  icu::UnicodeString units;
  for (const char32_t c : text) units.append(static_cast<char16_t>(c));
  return units.toUTF8String(utf8);
}

// No UTF-8 character takes more bytes, so the rest cannot be among the first kMaxCorrected.
constexpr std::size_t kMaxBytes = 4 * Speller::kMaxCorrected;

}  // namespace

std::optional<Correction> Speller::correct(std::string_view query) const {
  const NormalText normal = normalise(query.substr(0, kMaxBytes));
  std::u32string spelling = spelling_of(normal);
  if (spelling.size() > kMaxCorrected) spelling.resize(kMaxCorrected);
  Correction correction;
  std::size_t copied = 0;
  for (const Candidate& candidate : Corrector(vocabulary_, spelling).run()) {
    const std::size_t begin = normal.begin[candidate.from];
    const std::size_t end = normal.end[candidate.to - 1];
    if (begin < copied) continue;
    std::string to = to_utf8(candidate.text);
    correction.text.append(query.substr(copied, begin - copied)).append(to);
    correction.changes.push_back({std::string(query.substr(begin, end - begin)), std::move(to), begin});
    copied = end;
  }
  if (correction.changes.empty()) return std::nullopt;
  correction.text.append(query.substr(copied));
  return correction;
}

}  // namespace firstfix::search
