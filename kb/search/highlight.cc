// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/highlight.h"

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <unordered_set>
#include <utility>

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include "kb/core/utf8.h"
#include "kb/search/sought_terms.h"
#include "kb/search/tokens.h"

namespace firstfix::search {
namespace {

constexpr std::string_view kCut = "…";

// Bytes [begin, end) of a text.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::unique_ptr<icu::BreakIterator> grapheme_iterator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no character break data");
  return iterator;
}

std::vector<Span> merged(std::vector<Span> spans) {
  std::ranges::sort(spans, {}, &Span::begin);
  std::vector<Span> runs;
  for (const Span span : spans) {
    if (!runs.empty() && span.begin <= runs.back().end) {
      runs.back().end = std::max(runs.back().end, span.end);
    } else {
      runs.push_back(span);
    }
  }
  return runs;
}

// The part of the text within `range`, cut where marks begin and end.
std::vector<Piece> pieces_of(std::string_view text, Span range, const std::vector<Span>& marks) {
  std::vector<Piece> pieces;
  const auto add = [&](std::size_t begin, std::size_t end, bool marked) {
    if (begin < end) pieces.push_back({std::string(text.substr(begin, end - begin)), marked});
  };
  std::size_t at = range.begin;
  for (const Span mark : marks) {
    const Span shown{std::max(mark.begin, range.begin), std::min(mark.end, range.end)};
    if (shown.begin >= shown.end) continue;
    add(at, shown.begin, false);
    add(shown.begin, shown.end, true);
    at = shown.end;
  }
  add(at, range.end, false);
  return pieces;
}

// Where each character of the text begins, and where the last one ends.
std::vector<std::size_t> boundaries(icu::BreakIterator& graphemes, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  UText source = UTEXT_INITIALIZER;
  utext_openUTF8(&source, text.data(), static_cast<std::int64_t>(text.size()), &status);
  graphemes.setText(&source, status);
  std::vector<std::size_t> starts;
  for (auto at = graphemes.first(); at != icu::BreakIterator::DONE; at = graphemes.next()) {
    starts.push_back(static_cast<std::size_t>(at));
  }
  utext_close(&source);
  if (U_FAILURE(status)) throw std::runtime_error("ICU cannot read the text");
  return starts;
}

// Without cutting the text into graphemes, of which there are no more than code points. Broken bytes are not
// counted as such.
bool surely_fits(std::string_view text, std::size_t characters) {
  return count_code_points(text) <= characters && !first_invalid_utf8(text);
}

// Of each character whether it begins in a mark.
std::vector<bool> marked_characters(const std::vector<std::size_t>& starts, const std::vector<Span>& marks) {
  std::vector<bool> marked(starts.size() - 1);
  auto mark = marks.begin();
  for (std::size_t i = 0; i < marked.size(); ++i) {
    while (mark != marks.end() && mark->end <= starts[i]) ++mark;
    marked[i] = mark != marks.end() && mark->begin <= starts[i];
  }
  return marked;
}

// The first character of the window of `length` with the most marked characters (the first of several such).
std::size_t richest_window(const std::vector<bool>& marked, std::size_t length) {
  auto count = std::count(marked.begin(), marked.begin() + static_cast<std::ptrdiff_t>(length), true);
  auto most = count;
  std::size_t best = 0;
  for (std::size_t start = 1; start + length <= marked.size(); ++start) {
    count += static_cast<int>(marked[start + length - 1]) - static_cast<int>(marked[start - 1]);
    if (count > most) {
      most = count;
      best = start;
    }
  }
  return best;
}

// Moves the window so that what it shows of the matches stands in its middle.
std::size_t centred(const std::vector<bool>& marked, std::size_t start, std::size_t length) {
  const auto from = marked.begin() + static_cast<std::ptrdiff_t>(start);
  const auto to = from + static_cast<std::ptrdiff_t>(length);
  const auto first = std::find(from, to, true);
  if (first == to) return start;
  const auto last = std::find(std::make_reverse_iterator(to), std::make_reverse_iterator(first), true).base();
  const std::size_t room = length - static_cast<std::size_t>(last - first);
  const auto first_at = static_cast<std::size_t>(first - marked.begin());
  return std::min(first_at - std::min(first_at, room / 2), marked.size() - length);
}

}  // namespace

struct Highlighter::Parts {
  Analyser analyser;
  std::unique_ptr<icu::BreakIterator> graphemes;  // made when a long text is cut
  SoughtTerms wanted;                             // to mark
  std::unordered_set<std::string> wanted_terms;
  std::set<UChar32> lone;  // characters that are wanted as words of their own
  // Of the query, without the dictionary.
  struct Asked {
    Token token;
    std::optional<SoughtTerms::Number> number;
  };
  std::vector<Asked> asked;
  SoughtTerms asked_terms;

  std::vector<Span> marks(std::string_view text) {
    const NormalText normal = normalise(text);
    std::vector<Span> found;
    wanted.look(normal,
                [&](SoughtTerms::Number, int from, int to) { found.push_back(bytes_of(normal, from, to)); });
    found = merged(std::move(found));
    if (!has_unmarked(normal, found)) return found;
    // Whether a character is a word of its own only the dictionary tells.
    for (const Token& token : analyser.tokens(normal)) {
      if (wanted_terms.contains(token.term)) found.push_back({token.begin, token.end});
    }
    return merged(std::move(found));
  }

 private:
  static Span bytes_of(const NormalText& text, int from, int to) {
    return {text.begin[static_cast<std::size_t>(from)], text.end[static_cast<std::size_t>(to) - 1]};
  }

  // Whether a character that is wanted alone stands somewhere without a mark.
  bool has_unmarked(const NormalText& text, const std::vector<Span>& marks) const {
    return std::ranges::any_of(lone, [&](UChar32 c) {
      for (int at = text.units.indexOf(c); at >= 0; at = text.units.indexOf(c, at + 1)) {
        const std::size_t byte = text.begin[static_cast<std::size_t>(at)];
        if (std::ranges::none_of(marks, [byte](Span mark) { return mark.begin <= byte && byte < mark.end; }))
          return true;
      }
      return false;
    });
  }
};

Highlighter::Highlighter(std::string_view query) : parts_(std::make_unique<Parts>()) {
  const NormalText normal = normalise(query);
  for (Token& token : parts_->analyser.tokens(normal, WordRule::none)) {
    const auto number = parts_->asked_terms.add(token);
    parts_->asked.push_back({std::move(token), number});
  }
  for (Token& token : without_stop_words(parts_->analyser.tokens(normal), StopRule::and_neighbours)) {
    if (token.kind == TokenKind::single) {
      parts_->lone.insert(icu::UnicodeString::fromUTF8(token.term).char32At(0));
    }
    parts_->wanted.add(token);
    parts_->wanted_terms.insert(std::move(token.term));
  }
}

Highlighter::~Highlighter() = default;
Highlighter::Highlighter(Highlighter&&) noexcept = default;
Highlighter& Highlighter::operator=(Highlighter&&) noexcept = default;

std::vector<Piece> Highlighter::highlight(std::string_view text) {
  return pieces_of(text, {0, text.size()}, parts_->marks(text));
}

std::vector<Piece> Highlighter::snippet(std::string_view text, std::size_t length) {
  const std::vector<Span> marks = parts_->marks(text);
  if (surely_fits(text, length)) return pieces_of(text, {0, text.size()}, marks);
  if (parts_->graphemes == nullptr) parts_->graphemes = grapheme_iterator();
  const std::vector<std::size_t> starts = boundaries(*parts_->graphemes, text);
  const std::size_t characters = starts.size() - 1;
  if (characters <= length) return pieces_of(text, {0, text.size()}, marks);

  const std::vector<bool> marked = marked_characters(starts, marks);
  const std::size_t first = centred(marked, richest_window(marked, length), length);
  std::vector<Piece> pieces = pieces_of(text, {starts[first], starts[first + length]}, marks);
  if (first > 0) pieces.insert(pieces.begin(), {std::string(kCut), false});
  if (first + length < characters) pieces.push_back({std::string(kCut), false});
  return pieces;
}

double Highlighter::share_in(std::string_view text) {
  const NormalText normal = normalise(text);
  std::vector<bool> said(parts_->asked_terms.size(), false);
  parts_->asked_terms.look(normal, [&](SoughtTerms::Number number, int, int) { said[number] = true; });
  std::vector<Span> asked;
  std::vector<Span> found;
  for (const auto& [token, number] : parts_->asked) {
    asked.push_back({token.begin, token.end});
    const bool lone = token.kind == TokenKind::single;  // beside others in the text it is no token
    if ((number && said[*number]) ||
        (lone && normal.units.indexOf(icu::UnicodeString::fromUTF8(token.term)) >= 0))
      found.push_back({token.begin, token.end});
  }
  const auto bytes = [](std::vector<Span> spans) {
    std::size_t sum = 0;
    for (const Span span : merged(std::move(spans))) sum += span.end - span.begin;
    return static_cast<double>(sum);
  };
  return asked.empty() ? 0.0 : bytes(std::move(found)) / bytes(std::move(asked));
}

std::vector<Piece> highlight(std::string_view text, std::string_view query) {
  return Highlighter(query).highlight(text);
}

std::vector<Piece> snippet(std::string_view text, std::string_view query, std::size_t length) {
  return Highlighter(query).snippet(text, length);
}

}  // namespace firstfix::search
