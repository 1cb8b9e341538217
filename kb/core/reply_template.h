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
//
// Words that hold only when something is known stand between marks:
//   {{#event.end}}预计{{event.end}}恢复。{{/}}   said when the fact has a value
//   {{#event=outage}}正在抢修。{{/}}             said when it has this value
//   {{^event=outage}}我马上核实。{{/}}           said otherwise
// Marks do not nest.
class ReplyTemplate {
 public:
  struct Segment {
    enum class Kind { words, variable, when, unless, end };
    Kind kind = Kind::words;
    std::string text;             // the words, or the fact's id; of an end nothing
    std::string value;            // of when and unless: the value asked for; empty: any
    std::size_t byte_offset = 0;  // in the parsed text, for error positions

    bool is_variable() const { return kind == Kind::variable; }
    bool names_fact() const { return kind != Kind::words && kind != Kind::end; }
  };

  ReplyTemplate() = default;

  // Error (invalid) when a {{ has no }}, the name within is empty, or marks are not closed or nest; message
  // names the byte offset.
  static Result<ReplyTemplate> parse(std::string_view text);

  std::string fill(const FactSet& facts, const FactCatalogue& catalogue) const;
  const std::vector<Segment>& segments() const { return segments_; }
  bool empty() const { return segments_.empty(); }

 private:
  std::vector<Segment> segments_;
};

}  // namespace firstfix
