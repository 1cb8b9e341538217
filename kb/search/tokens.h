// SPDX-License-Identifier: GPL-3.0-or-later
// The one analyser: what it says a text consists of is what is indexed, asked for and highlighted.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <unicode/brkiter.h>

#include "kb/search/han_words.h"
#include "kb/search/text_normal.h"

namespace firstfix::search {

// The way a token was cut out of the text. fields.h gives each its weight.
enum class TokenKind {
  run,     // letters and digits between spaces: 5g, 10086, volte; also the parts of iphone15
  word,    // two or more CJK characters that ICU's dictionary takes for one word
  bigram,  // every two neighbouring CJK characters
  single,  // one CJK character that stands alone or that the dictionary takes for a word
};

struct Token {
  std::string term;  // normalised, at most kMaxTermBytes
  TokenKind kind = TokenKind::run;
  std::size_t begin = 0;  // bytes in the source text
  std::size_t end = 0;

  bool operator==(const Token&) const = default;
};

// Xapian takes 245 bytes for a term; nobody searches for a longer word than this.
inline constexpr std::size_t kMaxTermBytes = 64;

// Whether CJK text is cut into words as well; the dictionary takes a third of the time.
enum class WordRule { all, none };

inline constexpr std::size_t kShortUnits = 4;  // UTF-16 units of a short term

// Reads terms where their places in the source do not matter.
class TermReader {
 public:
  virtual ~TermReader() = default;
  // A CJK term of at most kShortUnits UTF-16 units, which most are; they are lent for the call.
  virtual void short_cjk(TokenKind kind, std::u16string_view units) = 0;
  virtual void term(std::string term) = 0;  // any other
};

// Who cuts CJK text into words: Han characters alone the one, what stands beside other scripts the other.
struct Dictionary {
  HanWords han;
  std::unique_ptr<icu::BreakIterator> icu;
};

// Thread rule: one analyser for one thread at a time (ICU's break iterator keeps its place in the text).
class Analyser {
 public:
  Analyser();

  // In the order of kinds within a run, runs in text order. Empty for a text without letters and digits.
  std::vector<Token> tokens(const NormalText& text, WordRule words = WordRule::all);
  std::vector<Token> tokens(std::string_view text) { return tokens(normalise(text)); }
  // The same terms, in the same order, without a string for each that is short.
  void read_terms(const NormalText& text, TermReader& reader);

 private:
  Dictionary words_;
};

// A stretch of CJK characters, or one term of a run of letters and digits; Analyser cuts the former further.
struct Stretch {
  bool is_cjk = false;
  int from = 0;  // units of the text
  int to = 0;
  std::string term;  // of a run
};

// In text order. A mixed run gives all its terms: iphone15 also iphone and 15.
std::vector<Stretch> stretches_of(const NormalText& text);

// What goes with the stop words of a query.
enum class StopRule {
  words_only,  // to search: 的手 of 我的手机 still says a little about the wording, and measured better
  and_neighbours,  // to mark: 的手 would mark a character of a word that the reader does not look for
};

// Without stop words, and by the rule without the bigrams that touch one. When nothing would be left, all
// stay.
std::vector<Token> without_stop_words(const std::vector<Token>& tokens, StopRule rule);

}  // namespace firstfix::search
