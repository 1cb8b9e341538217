// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kb/core/fact.h"
#include "kb/core/result.h"

namespace firstfix {

// A standard reply with {{variables}}. Filling it never leaves a hole: a variable without a value takes the
// fact catalogue's default text. The same facts always give the same words.
class ReplyTemplate {
 public:
  struct Segment {
    bool is_variable = false;
    std::string text;             // the words, or the fact's id
    std::size_t byte_offset = 0;  // in the parsed text, for error positions
  };

  ReplyTemplate() = default;

  // Error (invalid) when a {{ has no }} or the name within is empty; message names the byte offset.
  static Result<ReplyTemplate> parse(std::string_view text);

  std::string fill(const FactSet& facts, const FactCatalogue& catalogue) const;
  const std::vector<Segment>& segments() const { return segments_; }
  bool empty() const { return segments_.empty(); }

 private:
  std::vector<Segment> segments_;
};

}  // namespace firstfix
