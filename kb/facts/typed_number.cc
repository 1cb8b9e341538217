// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/facts/typed_number.h"

#include <cstdint>
#include <utility>

#include <unicode/unistr.h>

namespace firstfix::facts {
namespace {

constexpr UChar32 kFullWidthZero = 0xFF10;
constexpr std::size_t kWholeNumber = 7;  // digits from which a run may be a number of its own
constexpr std::size_t kTooManyForOne = 16;

enum class Mark { digit, plus, space, separator, list, text };

bool in(UChar32 c, UChar32 first, UChar32 last) {
  return c >= first && c <= last;
}

bool is_any_of(UChar32 c, std::u32string_view set) {
  return set.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

bool is_space(UChar32 c) {
  return is_any_of(c, U" \t\u00A0\u3000") || in(c, 0x2000, 0x200A);
}

bool is_separator(UChar32 c) {
  const bool dash = is_any_of(c, U"-\u2212\uFF0D") || in(c, 0x2010, 0x2015);
  const bool bracket = is_any_of(c, U"()（）.·");
  const bool invisible =
      in(c, 0x200B, 0x200F) || in(c, 0x202A, 0x202E) || in(c, 0x2060, 0x2069) || c == 0xFEFF;
  return dash || bracket || invisible;
}

Mark mark_of(UChar32 c) {
  if (in(c, '0', '9') || in(c, kFullWidthZero, kFullWidthZero + 9)) return Mark::digit;
  if (is_any_of(c, U"+＋")) return Mark::plus;
  if (is_space(c)) return Mark::space;
  if (is_separator(c)) return Mark::separator;
  if (is_any_of(c, U",，、/／;；|\r\n")) return Mark::list;
  return Mark::text;
}

char ascii_digit(UChar32 c) {
  return static_cast<char>('0' + (c >= kFullWidthZero ? c - kFullWidthZero : c - '0'));
}

// Collects digits and notices where one number would end and the next begin.
class Reader {
 public:
  void take(UChar32 c) {
    switch (mark_of(c)) {
      case Mark::digit:
        return take_digit(ascii_digit(c));
      case Mark::plus:
        if (typed_.digits.empty()) {
          typed_.digits.push_back('+');
        } else {
          ended_ = true;
        }
        return;
      case Mark::space:
        run_ = 0;
        return;
      case Mark::separator:
        return;
      case Mark::list:
        ended_ = !typed_.digits.empty();
        run_ = 0;
        return;
      case Mark::text:
        typed_.has_text = true;
        return;
    }
  }

  TypedNumber finish() {
    const bool two_runs = whole_runs_ > 1 && typed_.digits.size() >= kTooManyForOne;
    typed_.several = typed_.several || two_runs;
    return std::move(typed_);
  }

 private:
  void take_digit(char digit) {
    typed_.several = typed_.several || ended_;
    typed_.digits.push_back(digit);
    if (++run_ == kWholeNumber) ++whole_runs_;
  }

  TypedNumber typed_;
  bool ended_ = false;   // a list mark stood behind the first number
  std::size_t run_ = 0;  // digits since the last space
  std::size_t whole_runs_ = 0;
};

}  // namespace

TypedNumber read_typed_number(std::string_view text) {
  Reader reader;
  const auto decoded = icu::UnicodeString::fromUTF8(text);  // U+FFFD, which is text, for broken UTF-8
  for (std::int32_t at = 0; at < decoded.length(); at = decoded.moveIndex32(at, 1)) {
    reader.take(decoded.char32At(at));
  }
  return reader.finish();
}

}  // namespace firstfix::facts
