// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kb/content/source_text.h"
#include "kb/content/vocabulary.h"
#include "kb/core/case.h"
#include "kb/core/clock.h"
#include "kb/core/library.h"

namespace firstfix::content {

// What one case file gave.
struct ReadCase {
  CasePtr article;       // nullptr when anything in the file is wrong
  std::string id;        // as written, also when the rest is wrong; may be empty
  SourcePosition id_at;  // of the id
  std::vector<Problem> problems;
};

// Reads one file cases/<category>/<slug>.md, last saved at `updated`: front matter and article, checked
// against the vocabulary. Finds all problems of the file.
ReadCase read_case(const SourceText& source, const Vocabulary& vocabulary, Timestamp updated = {});

}  // namespace firstfix::content
