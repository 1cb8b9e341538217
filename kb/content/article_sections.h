// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "kb/content/source_text.h"
#include "kb/content/yaml_document.h"
#include "kb/core/case.h"

namespace firstfix::content {

// A reply's words before its {{variables}} are read, and where the author wrote them.
struct ReplyText {
  std::string text;  // plain: paragraphs on lines of their own
  SourceRange range;
};

// The Markdown part of a case file.
struct ArticleSections {
  Section issue;
  Section environment;
  Section cause;
  Section resolution;
  std::vector<std::string> steps;  // of the first ordered list of the resolution
  SourceRange steps_range;         // of the whole resolution
  ReplyText voice;
  ReplyText sms;
  ReplyText counter;
};

// Splits the text from `begin` on by its headings, Chinese or English. Reports missing, empty, doubled and
// unknown headings, text before the first one, raw HTML and links that would not be shown.
ArticleSections read_article(std::size_t begin, Report& report);

}  // namespace firstfix::content
