// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kb/search/tokens.h"

namespace firstfix::search {

// One feature of a short text. The first byte of `name` tells the channel, so that 网 the character and 网
// the word are two.
struct EvidenceTerm {
  std::string name;
  double weight = 1.0;
};

// Every term once: the analyser's runs, words and bigrams, and all single CJK characters, which count double
// (README, "Evidence"). Longer texts are read up to kMaxEvidenceBytes.
std::vector<EvidenceTerm> evidence_terms(std::string_view text, Analyser& analyser);

inline constexpr std::size_t kMaxEvidenceBytes = 1'200;  // 400 characters

}  // namespace firstfix::search
