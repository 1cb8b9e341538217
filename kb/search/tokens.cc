// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/tokens.h"

#include <algorithm>
#include <new>
#include <optional>
#include <stdexcept>
#include <utility>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "kb/search/stop_words.h"

namespace firstfix::search {
namespace {

// Parts of a mixed run are tokens of their own from this many letters on: iphone15 also iphone, but not 5g
// also g.
constexpr int kMinPartLetters = 3;

enum class CharClass { other, letter, digit, mark, cjk };

CharClass class_of(UChar32 c) {
  if (is_cjk(static_cast<char32_t>(c))) return CharClass::cjk;
  if (u_isdigit(c)) return CharClass::digit;
  if (u_isalpha(c)) return CharClass::letter;
  return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0 ? CharClass::mark : CharClass::other;
}

// Units [from, to) of the text.
struct Span {
  int from = 0;
  int to = 0;
};

std::string cut_to_term(std::string term) {
  if (term.size() <= kMaxTermBytes) return term;
  std::size_t size = kMaxTermBytes;
  while (U8_IS_TRAIL(term[size])) --size;
  term.resize(size);
  return term;
}

// Inline for what most texts are made of, which ICU's own function is not.
UChar32 char_at(const NormalText& text, int at) {
  const char16_t unit = text.units[at];
  return U16_IS_SURROGATE(unit) ? text.units.char32At(at) : UChar32{unit};
}

CharClass class_at(const NormalText& text, int at) {
  return class_of(char_at(text, at));
}

int after(const NormalText& text, int at) {
  return at + U16_LENGTH(char_at(text, at));
}

// Finds the stretches of a text: CJK ones go to the sink whole, of the others every term they give.
template <typename Sink>
class Walker {
 public:
  Walker(const NormalText& text, Sink& sink) : text_(text), sink_(sink) {}

  void run() {
    for (int at = 0; at < text_.units.length();) {
      switch (class_at(at)) {
        case CharClass::cjk:
          at = cjk_run(at);
          break;
        case CharClass::letter:
        case CharClass::digit:
          at = plain_run(at);
          break;
        case CharClass::mark:
        case CharClass::other:
          at = after(at);
          break;
      }
    }
  }

 private:
  CharClass class_at(int at) const { return search::class_at(text_, at); }
  int after(int at) const { return search::after(text_, at); }
  bool inside(int at) const { return at < text_.units.length(); }

  int cjk_run(int from) {
    int to = from;
    while (inside(to) && class_at(to) == CharClass::cjk) to = after(to);
    sink_.cjk({from, to});
    return to;
  }

  int piece_end(int from) const {
    int to = from;
    while (inside(to) && (class_at(to) == CharClass::letter || class_at(to) == CharClass::digit ||
                          class_at(to) == CharClass::mark)) {
      to = after(to);
    }
    return to;
  }

  int plain_run(int from) {
    const int to = piece_end(from);
    const Span piece{from, to};
    sink_.term(text_.utf8(from, to), {with_sign(from), to});
    add_parts(piece);
    add_joined(piece);
    return to;
  }

  // The minus of -110dBm is part of what is marked, not of the term: people leave it out as often as not.
  int with_sign(int from) const {
    const bool sign = from > 0 && text_.units[from - 1] == u'-' && class_at(from) == CharClass::digit &&
                      (from == 1 || class_at(from - 2) == CharClass::other);
    return sign ? from - 1 : from;
  }

  void add_parts(Span piece) {
    std::vector<Span> parts;
    int longest_letters = 0;
    for (int at = piece.from; at < piece.to;) {
      const bool digits = class_at(at) == CharClass::digit;
      const int start = at;
      while (at < piece.to && (class_at(at) == CharClass::digit) == digits) at = after(at);
      parts.push_back({start, at});
      if (!digits) longest_letters = std::max(longest_letters, at - start);
    }
    if (parts.size() < 2 || longest_letters < kMinPartLetters) return;
    for (const Span part : parts) sink_.term(text_.utf8(part.from, part.to), part);
  }

  // wi-fi is also wifi, e-sim also esim, and 3.5 also stands whole.
  void add_joined(Span piece) {
    const int next = piece.to + 1;
    if (!inside(next)) return;
    const char16_t joint = text_.units[piece.to];
    const auto last = class_at(text_.units.getChar32Start(piece.to - 1));
    const auto first = class_at(next);
    const bool letters = joint == u'-' && last == CharClass::letter && first == CharClass::letter;
    const bool decimals = joint == u'.' && last == CharClass::digit && first == CharClass::digit;
    if (!letters && !decimals) return;
    const int to = piece_end(next);
    const std::string middle = decimals ? "." : "";
    sink_.term(text_.utf8(piece.from, piece.to) + middle + text_.utf8(next, to), {piece.from, to});
  }

  const NormalText& text_;
  Sink& sink_;
};

// Cuts the CJK runs of one text.
class CjkCutter {
 public:
  // Without `words` a run gives its bigrams, and a character with no neighbour itself.
  CjkCutter(const NormalText& text, Dictionary* words) : text_(text), words_(words) {}

  template <typename Add>  // of a TokenKind and a Span
  void cut(Span run, Add add) {
    for (int previous = run.from, at = after(text_, previous); at < run.to; at = after(text_, at)) {
      add(TokenKind::bigram, Span{previous, after(text_, at)});
      previous = at;
    }
    if (words_ != nullptr) {
      cut_words(run, add);
    } else if (after(text_, run.from) == run.to) {
      add(TokenKind::single, run);
    }
  }

 private:
  template <typename Add>
  void cut_words(Span run, Add add) {
    if (!words_->han.can_cut(text_, run.from, run.to)) return ask_icu(run, add);
    const std::u16string_view units(text_.units.getBuffer() + run.from,
                                    static_cast<std::size_t>(run.to - run.from));
    int at = 0;
    for (const int end : words_->han.ends(units)) {
      add(end > at + 1 ? TokenKind::word : TokenKind::single, Span{run.from + at, run.from + end});
      at = end;
    }
  }

  template <typename Add>
  void ask_icu(Span run, Add add) {
    if (!words_loaded_) words_->icu->setText(text_.units);
    words_loaded_ = true;
    // A word that began before the run (Hangul glued to Latin letters) counts from the run's start.
    for (int at = run.from; at < run.to;) {
      const int next = std::min<int>(words_->icu->following(at), run.to);
      add(next > after(text_, at) ? TokenKind::word : TokenKind::single, Span{at, next});
      at = next;
    }
  }

  const NormalText& text_;
  Dictionary* words_;
  bool words_loaded_ = false;
};

class TokenSink {
 public:
  TokenSink(const NormalText& text, Dictionary* words) : text_(text), cutter_(text, words) {
    tokens_.reserve(2 * static_cast<std::size_t>(text.units.length()));  // a bigram and a word a character
  }

  void cjk(Span run) {
    cutter_.cut(run, [this](TokenKind kind, Span span) { add(text_.utf8(span.from, span.to), kind, span); });
  }

  void term(std::string term, Span span) { add(std::move(term), TokenKind::run, span); }

  std::vector<Token> take() && { return std::move(tokens_); }

 private:
  void add(std::string term, TokenKind kind, Span span) {
    const auto first = static_cast<std::size_t>(span.from);
    const auto last = static_cast<std::size_t>(span.to) - 1;
    tokens_.push_back({cut_to_term(std::move(term)), kind, text_.begin[first], text_.end[last]});
  }

  const NormalText& text_;
  CjkCutter cutter_;
  std::vector<Token> tokens_;
};

class ReaderSink {
 public:
  ReaderSink(const NormalText& text, Dictionary* words, TermReader& reader)
      : text_(text), cutter_(text, words), reader_(reader) {}

  void cjk(Span run) {
    const char16_t* const units = text_.units.getBuffer();
    cutter_.cut(run, [&](TokenKind kind, Span span) {
      const auto length = static_cast<std::size_t>(span.to - span.from);
      if (length <= kShortUnits) {
        reader_.short_cjk(kind, {units + span.from, length});
      } else {
        term(text_.utf8(span.from, span.to), span);
      }
    });
  }

  void term(std::string term, Span) { reader_.term(cut_to_term(std::move(term))); }

 private:
  const NormalText& text_;
  CjkCutter cutter_;
  TermReader& reader_;
};

class StretchSink {
 public:
  void cjk(Span run) { stretches_.push_back({true, run.from, run.to, {}}); }
  void term(std::string term, Span span) {
    stretches_.push_back({false, span.from, span.to, cut_to_term(std::move(term))});
  }
  std::vector<Stretch> take() && { return std::move(stretches_); }

 private:
  std::vector<Stretch> stretches_;
};

using ByteSpans = std::vector<std::pair<std::size_t, std::size_t>>;

ByteSpans stop_spans(const std::vector<Token>& tokens) {
  ByteSpans spans;
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::bigram && is_stop_word(token.term))
      spans.emplace_back(token.begin, token.end);
  }
  std::ranges::sort(spans);
  return spans;
}

bool touches(const ByteSpans& spans, const Token& token) {
  // Stop words do not overlap, so the last one that begins before the token's end decides.
  const auto next = std::ranges::lower_bound(spans, token.end, {}, &ByteSpans::value_type::first);
  return next != spans.begin() && std::prev(next)->second > token.begin;
}

// Copied, because opening ICU's rules and dictionary takes twenty times as long as copying what opened them.
const icu::BreakIterator& opened_dictionary() {
  static const std::unique_ptr<icu::BreakIterator> opened = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> words(
        icu::BreakIterator::createWordInstance(icu::Locale::getChinese(), status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no word break data");
    return words;
  }();
  return *opened;
}

}  // namespace

Analyser::Analyser() : words_{{}, std::unique_ptr<icu::BreakIterator>(opened_dictionary().clone())} {
  if (words_.icu == nullptr) throw std::bad_alloc();
}

std::vector<Token> Analyser::tokens(const NormalText& text, WordRule words) {
  TokenSink sink(text, words == WordRule::all ? &words_ : nullptr);
  Walker(text, sink).run();
  return std::move(sink).take();
}

void Analyser::read_terms(const NormalText& text, TermReader& reader) {
  ReaderSink sink(text, &words_, reader);
  Walker(text, sink).run();
}

std::vector<Stretch> stretches_of(const NormalText& text) {
  StretchSink sink;
  Walker(text, sink).run();
  return std::move(sink).take();
}

std::vector<Token> without_stop_words(const std::vector<Token>& tokens, StopRule rule) {
  const ByteSpans stops = rule == StopRule::and_neighbours ? stop_spans(tokens) : ByteSpans{};
  std::vector<Token> telling;
  for (const Token& token : tokens) {
    if (!is_stop_word(token.term) && !touches(stops, token)) telling.push_back(token);
  }
  return telling.empty() ? tokens : telling;
}

}  // namespace firstfix::search
