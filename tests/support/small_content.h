// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "tests/support/scratch_folder.h"

namespace firstfix::test {

struct SmallCase {
  std::string_view id;
  std::string_view title;
  std::string_view symptoms;         // comma-separated, as in a YAML list
  std::string_view conditions = "";  // YAML lines "coverage: [weak]", joined by "; "
  std::string_view asks = "";        // comma-separated
  std::string_view category = "network/indoor";
  std::string_view occurrence = "";
};

// A valid case file.
std::string case_text(const SmallCase& article);
// Writes cases/<branch>/<id>.md below the folder.
void write_case(const ScratchFolder& content, const SmallCase& article);
// The three YAML files (two categories, seven facts, one lexicon entry) and three cases: indoor-weak,
// elevator, handset-no-volte.
void write_small_content(const ScratchFolder& content);

}  // namespace firstfix::test
