// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/text_normal.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include <unicode/normalizer2.h>
#include <unicode/utf8.h>

#include "kb/search/han_simplify.h"

namespace firstfix::search {
namespace {

// A run of combining marks is normalised as one piece; longer runs than any language has are cut, because
// sorting them is quadratic (UAX #15, stream-safe text format).
constexpr int kMaxMarks = 30;

struct Range {
  char32_t first;
  char32_t last;
};

// What is most of them first.
constexpr std::array<Range, 9> kCjk{{{0x4E00, 0x9FFF},
                                     {0x3005, 0x3007},
                                     {0x3041, 0x30FF},
                                     {0x3105, 0x312F},
                                     {0x31A0, 0x31BF},
                                     {0x3400, 0x4DBF},
                                     {0xAC00, 0xD7A3},
                                     {0xF900, 0xFAFF},
                                     {0x20000, 0x3FFFF}}};

// What most texts are made of needs no look-up in ICU: it folds to itself or to its lower case.
bool folds_simply(char32_t c) {
  return c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF);
}

char16_t simple_fold(char32_t c) {
  if (c < 0x80) return static_cast<char16_t>(c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c);
  const char32_t simple = simplify(c);
  return static_cast<char16_t>(simple <= 0xFFFF ? simple : c);
}

class Reader {
 public:
  explicit Reader(std::string_view text)
      : bytes_(reinterpret_cast<const std::uint8_t*>(text.data())),
        size_(static_cast<std::int32_t>(text.size())) {}

  bool done() const { return at_ == size_; }
  std::uint32_t position() const { return static_cast<std::uint32_t>(at_); }

  void go_to(std::uint32_t position) { at_ = static_cast<std::int32_t>(position); }

  char32_t next() {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes_, at_, size_, c);
    return static_cast<char32_t>(c);
  }

  char32_t peek() const {
    Reader ahead = *this;
    return ahead.next();
  }

 private:
  const std::uint8_t* bytes_;
  std::int32_t size_;
  std::int32_t at_ = 0;
};

const icu::Normalizer2& nfkc_casefold() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFKC_Casefold data");
  return *form;
}

class Normaliser {
 public:
  explicit Normaliser(std::string_view text) : form_(nfkc_casefold()), in_(text) {
    out_.begin.reserve(text.size() / 2);
    out_.end.reserve(text.size() / 2);
    folded_.reserve(text.size() / 2);
  }

  NormalText run() && {
    while (!in_.done()) step();
    append_folded();
    return std::move(out_);
  }

 private:
  void step() {
    const std::uint32_t begin = in_.position();
    const char32_t c = in_.next();
    if (folds_simply(c)) {
      folded_.push_back(simple_fold(c));
      out_.begin.push_back(begin);
      out_.end.push_back(in_.position());
    } else if (folded_.empty() || form_.hasBoundaryBefore(static_cast<UChar32>(c))) {
      append_folded();
      append_piece(begin, c);
    } else {
      const std::uint32_t before = take_back();
      in_.go_to(before);
      append_folded();
      append_piece(before, in_.next());
    }
  }

  // The last character folded, to which the next one belongs; returns where it begins.
  std::uint32_t take_back() {
    const std::uint32_t begin = out_.begin.back();
    folded_.pop_back();
    out_.begin.pop_back();
    out_.end.pop_back();
    return begin;
  }

  // A character, which begins there, and what belongs to it.
  void append_piece(std::uint32_t begin, char32_t c) {
    icu::UnicodeString piece(static_cast<UChar32>(c));
    for (int marks = 0; marks < kMaxMarks && !at_boundary(); ++marks) {
      piece.append(static_cast<UChar32>(in_.next()));
    }
    UErrorCode status = U_ZERO_ERROR;
    out_.units.append(form_.normalize(piece, status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU cannot normalise");
    map_units(begin);
  }

  bool at_boundary() const {
    if (in_.done()) return true;
    const char32_t next = in_.peek();
    return folds_simply(next) || form_.hasBoundaryBefore(static_cast<UChar32>(next));
  }

  // Units one by one cost UnicodeString a check of its buffer each.
  void append_folded() {
    out_.units.append(folded_.data(), static_cast<std::int32_t>(folded_.size()));
    folded_.clear();
  }

  void map_units(std::uint32_t begin) {
    const auto units = static_cast<std::size_t>(out_.units.length());
    out_.begin.resize(units, begin);
    out_.end.resize(units, in_.position());
  }

  const icu::Normalizer2& form_;
  Reader in_;
  NormalText out_;
  std::u16string folded_;  // characters in a row that fold simply; not yet in out_.units
};

}  // namespace

std::string NormalText::utf8(int from, int to) const {
  std::string text;
  text.reserve(3 * static_cast<std::size_t>(to - from));  // a unit takes at most three bytes
  for (int at = from; at < to;) {
    const UChar32 c = units.char32At(at);
    std::array<char, U8_MAX_LENGTH> bytes;
    std::size_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, c);
    text.append(bytes.data(), size);
    at += U16_LENGTH(c);
  }
  return text;
}

NormalText normalise(std::string_view utf8) {
  return Normaliser(utf8).run();
}

bool is_cjk(char32_t c) {
  return std::ranges::any_of(kCjk, [c](Range range) { return c >= range.first && c <= range.last; });
}

}  // namespace firstfix::search
